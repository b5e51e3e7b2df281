import { keys } from '../../../support/keys.ts'

/** Sets of keys with which somebody else could sign: the API must not start with any of them. */
export const BAD_KEY_SETS: Readonly<Record<string, Record<string, string>>> = {
  'an empty callback key': { KAIBO_CALLBACK_KEY: '' },
  'a short callback key': { KAIBO_CALLBACK_KEY: 'short' },
  'one key for push and play': { KAIBO_PLAY_KEY: keys.push },
  'one key for callbacks and tokens': { KAIBO_CALLBACK_KEY: keys.token, KAIBO_TOKEN_KEY: keys.token },
  'a backup key that is the other primary': { KAIBO_PUSH_BACKUP_KEY: keys.play },
  'a key from a public document': { KAIBO_PUSH_KEY: 'e12c46f2612d5106e2034781ab261ca3' },
}
