/** The languages in which the command line speaks to people. */
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** What is said to a person, in both languages. */
export type Words = Readonly<Record<Language, string>>
