import { randomBytes, randomInt } from 'node:crypto'
import { appendFile, chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UserError } from '../lib/user-error.ts'

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

const alphanumeric = (length: number): string =>
  Array.from({ length }, () => LETTERS_AND_DIGITS[randomInt(LETTERS_AND_DIGITS.length)]).join('')
const hex = (length: number): string => randomBytes(length / 2).toString('hex')

/** Every key of a development installation, with how one is made. */
const generators = {
  KAIBO_PUSH_KEY: () => alphanumeric(32),
  KAIBO_PUSH_BACKUP_KEY: () => alphanumeric(32),
  KAIBO_PLAY_KEY: () => alphanumeric(32),
  KAIBO_PLAY_BACKUP_KEY: () => alphanumeric(32),
  KAIBO_CALLBACK_KEY: () => alphanumeric(40),
  KAIBO_CALLBACK_PATH: () => alphanumeric(40),
  KAIBO_TOKEN_KEY: () => hex(64),
  KAIBO_WECHAT_APPID: () => `wx${hex(16)}`,
  KAIBO_WECHAT_SECRET: () => hex(32),
  KAIBO_CLOUD_SECRET_ID: () => `AKID${alphanumeric(32)}`,
  KAIBO_CLOUD_SECRET_KEY: () => alphanumeric(32),
}

export type DevKey = keyof typeof generators
export type DevEnv = Record<DevKey, string>
export const devKeys = Object.keys(generators) as DevKey[]

/** Nothing that was issued rests on these, so a file that is older than they are simply gets them. */
const ADDED_LATER: readonly DevKey[] = ['KAIBO_CLOUD_SECRET_ID', 'KAIBO_CLOUD_SECRET_KEY']

const HEADER = `# Keys of this development installation, made once by "npm start". They are secrets: keep them to yourself.
# Variables of the real environment win over this file. Deleting it makes new keys at the next start.
`

/** A new file's text, with fresh keys. */
export const generateDevEnv = (): string => `${HEADER}${generateKeys(devKeys)}`

const generateKeys = (keys: readonly DevKey[]): string =>
  keys.map((key) => `${key}=${generators[key]()}\n`).join('')

/** Reads `NAME=value` lines; comments and blank lines are skipped. */
export const parseDevEnv = (text: string): Record<string, string> => {
  const entries: Record<string, string> = {}
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line)
    if (match?.[1] !== undefined) entries[match[1]] = match[2] ?? ''
  }
  return entries
}

/**
 * The keys from the file, made at the first start (mode 0600), with the real environment on top.
 * @throws {UserError} when a key is missing. It is not made up on the quiet: with another key the running
 * players' signed URLs and everybody's sessions would stop working, and nobody would know why.
 */
export const loadDevEnv = async (file: string, environment: NodeJS.ProcessEnv): Promise<DevEnv> => {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, generateDevEnv(), { flag: 'wx', mode: 0o600 }).catch(ignoreExisting)
  await chmod(file, 0o600)
  const text = await readFile(file, 'utf8')
  const additions = additionsTo(text)
  const stored = parseDevEnv(text + additions)
  const found = devKeys.map((key) => [key, environment[key] || stored[key] || ''] as const)
  const missing = found.filter(([, value]) => value === '').map(([key]) => key)
  if (missing.length > 0) {
    throw new UserError(
      `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing in ${file}: ` +
        'put it back, or delete the file, and the next start makes new keys (everybody has to log in again).',
    )
  }
  // Only a file that is whole otherwise is written to.
  if (additions !== '') await appendFile(file, additions)
  return Object.fromEntries(found) as DevEnv
}

/** Lines with the keys that a file is too old for. */
function additionsTo(text: string): string {
  const stored = parseDevEnv(text)
  const absent = ADDED_LATER.filter((key) => !stored[key])
  if (absent.length === 0) return ''
  return `${text === '' || text.endsWith('\n') ? '' : '\n'}${generateKeys(absent)}`
}

const ignoreExisting = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error
}
