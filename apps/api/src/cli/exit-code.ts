/** What a script can go by. */
export const EXIT = { right: 0, wrong: 1, usage: 2 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
