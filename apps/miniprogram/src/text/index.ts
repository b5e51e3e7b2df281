import { type Language, systemLanguage } from '../platform/system.ts'
import { en } from './en.ts'
import { type Texts, zh } from './zh.ts'

export type { Texts } from './zh.ts'

/** The phone's language, which cannot change while the mini-program runs. */
export const language: Language = systemLanguage()

/** All texts in that language. */
export const texts: Texts = language === 'zh' ? zh : en
