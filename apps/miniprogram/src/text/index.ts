import { systemLanguage } from '../platform/system.ts'
import { en } from './en.ts'
import { type Texts, zh } from './zh.ts'

export type { Texts } from './zh.ts'

/** All texts in the phone's language, which cannot change while the mini-program runs. */
export const texts: Texts = systemLanguage() === 'zh' ? zh : en
