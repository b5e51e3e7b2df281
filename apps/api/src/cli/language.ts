import type { Language } from './words.ts'

/** What the locale of the terminal says (POSIX: LC_ALL before LC_MESSAGES before LANG); English where it says nothing. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || ''
  return /^zh(?:[_.@-]|$)/i.test(locale) ? 'zh' : 'en'
}
