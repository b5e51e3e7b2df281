import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { devKeys, generateDevEnv, loadDevEnv, parseDevEnv } from './dev-env.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaibo-dev-env-'))
  file = join(folder, 'home', 'dev.env')
})
afterEach(() => rm(folder, { recursive: true }))

const modeOf = async (path: string) => (await stat(path)).mode & 0o777

describe('generateDevEnv', () => {
  it('makes keys of the documented lengths and alphabets', () => {
    const keys = parseDevEnv(generateDevEnv())
    expect(keys).toEqual({
      KAIBO_PUSH_KEY: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      KAIBO_PUSH_BACKUP_KEY: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      KAIBO_PLAY_KEY: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      KAIBO_PLAY_BACKUP_KEY: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      KAIBO_CALLBACK_KEY: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
      KAIBO_CALLBACK_PATH: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
      KAIBO_TOKEN_KEY: expect.stringMatching(/^[0-9a-f]{64}$/),
      KAIBO_WECHAT_APPID: expect.stringMatching(/^wx[0-9a-f]{16}$/),
      KAIBO_WECHAT_SECRET: expect.stringMatching(/^[0-9a-f]{32}$/),
      KAIBO_CLOUD_SECRET_ID: expect.stringMatching(/^AKID[A-Za-z0-9]{32}$/),
      KAIBO_CLOUD_SECRET_KEY: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    })
  })

  it('makes no two keys alike, and none twice', () => {
    const keys = [generateDevEnv(), generateDevEnv()].flatMap((text) => Object.values(parseDevEnv(text)))
    expect(new Set(keys).size).toBe(devKeys.length * 2)
  })
})

describe('parseDevEnv', () => {
  it('skips comments and blank lines, and bears what editors leave', () => {
    expect(parseDevEnv('# A=1\n\n  B = 2 \r\nC=a=b\nno line\n')).toEqual({ B: '2', C: 'a=b' })
  })
})

describe('loadDevEnv', () => {
  it('keeps the keys from one start to the next', async () => {
    expect(await loadDevEnv(file, {})).toEqual(await loadDevEnv(file, {}))
  })

  it('lets nobody else read the file, also when it was open', async () => {
    await loadDevEnv(file, {})
    expect(await modeOf(file)).toBe(0o600)
    await chmod(file, 0o644)
    await loadDevEnv(file, {})
    expect(await modeOf(file)).toBe(0o600)
  })

  it('takes the real environment first, and an empty variable for none', async () => {
    const stored = await loadDevEnv(file, {})
    const loaded = await loadDevEnv(file, { KAIBO_PLAY_KEY: 'from-outside', KAIBO_PUSH_KEY: '' })
    expect(loaded).toEqual({ ...stored, KAIBO_PLAY_KEY: 'from-outside' })
  })

  it('names missing keys and the cure, and leaves the file alone', async () => {
    await loadDevEnv(file, {})
    const text = (await readFile(file, 'utf8')).replace(/^KAIBO_TOKEN_KEY=.*\n/m, '')
    await writeFile(file, text)
    await expect(loadDevEnv(file, {})).rejects.toThrow(
      /^KAIBO_TOKEN_KEY is missing in .*dev\.env: put it back/,
    )
    expect(await readFile(file, 'utf8')).toBe(text)
  })

  it('adds the keys that an older version did not make, once, and keeps the others', async () => {
    const { KAIBO_CLOUD_SECRET_ID, KAIBO_CLOUD_SECRET_KEY, ...older } = await loadDevEnv(file, {})
    const text = (await readFile(file, 'utf8')).replace(/^KAIBO_CLOUD_.*\n/gm, '').trimEnd()
    await writeFile(file, text)
    const upgraded = await loadDevEnv(file, {})
    expect(upgraded).toMatchObject(older)
    expect(upgraded.KAIBO_CLOUD_SECRET_ID).toMatch(/^AKID/)
    expect(upgraded.KAIBO_CLOUD_SECRET_KEY).not.toBe(KAIBO_CLOUD_SECRET_KEY)
    expect(upgraded.KAIBO_CLOUD_SECRET_ID).not.toBe(KAIBO_CLOUD_SECRET_ID)
    expect(await loadDevEnv(file, {})).toEqual(upgraded)
    expect(await readFile(file, 'utf8')).toMatch(
      new RegExp(`^${text}\nKAIBO_CLOUD_[^\n]*\nKAIBO_CLOUD_[^\n]*\n$`),
    )
    expect(await modeOf(file)).toBe(0o600)
  })

  it('is content when the missing key comes from the real environment', async () => {
    await loadDevEnv(file, {})
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^KAIBO_TOKEN_KEY=.*\n/m, ''))
    expect((await loadDevEnv(file, { KAIBO_TOKEN_KEY: 'outside' })).KAIBO_TOKEN_KEY).toBe('outside')
  })
})
