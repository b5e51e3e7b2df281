import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launch, makeHome, processesOf, removeHome } from '../support/launcher.ts'

let home: string
beforeEach(async () => {
  home = await makeHome()
})
afterEach(async () => {
  expect(await processesOf(home)).toEqual([])
  await removeHome(home)
})

/** Runs the launcher, which must refuse to start; returns what it said, a line each. */
async function refusal(variables: Record<string, string> = {}): Promise<string[]> {
  const launched = launch(home, variables)
  expect(await launched.exited).toBe(1)
  return launched.output().trim().split('\n')
}

describe('a taken port stops the start with one sentence that names it', () => {
  let taken: Server
  let port: string
  beforeAll(async () => {
    taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    port = String(typeof address === 'object' && address ? address.port : '')
  })
  afterAll(() => taken.close())

  test.each([
    'KAIBO_PORT',
    'KAIBO_PREVIEW_PORT',
    'KAIBO_SANDBOX_RTMP_PORT',
    'KAIBO_SANDBOX_MEDIA_PORT',
    'KAIBO_SANDBOX_SERVICES_PORT',
  ])('%s', async (variable) => {
    const said = await refusal({ [variable]: port })
    expect(said).toEqual([
      expect.stringMatching(new RegExp(`Port ${port} on 127.0.0.1 .* in use: .*${variable}`)),
    ])
  })
})

test('a key that is missing from the key file is named, and the file is left as it is', async () => {
  const file = join(home, 'dev.env')
  await writeFile(file, 'KAIBO_PUSH_KEY=0123456789abcdef\n', { mode: 0o600 })
  const said = await refusal()
  expect(said.join('\n')).toContain('KAIBO_PLAY_KEY')
  expect(await readFile(file, 'utf8')).toBe('KAIBO_PUSH_KEY=0123456789abcdef\n')
})

test('equal and short keys stop the start with a sentence that says which', async () => {
  const same = 'abcdefghijklmnopqrstuvwxyz012345'
  const equal = await refusal({ KAIBO_PUSH_KEY: same, KAIBO_PLAY_KEY: same })
  expect(equal.join('\n')).toMatch(/push key.*play key|KAIBO_PUSH_KEY and KAIBO_PLAY_KEY are equal/i)
  const short = await refusal({ KAIBO_TOKEN_KEY: 'short' })
  expect(short).toEqual([expect.stringMatching(/KAIBO_TOKEN_KEY is too short/)])
})

test('a damaged data folder is named with the way out', async () => {
  const first = launch(home)
  await first.ready()
  first.signal('SIGTERM')
  await first.exited
  await writeFile(join(home, 'data/postgres/global/pg_control'), 'damage')
  const said = await refusal()
  expect(said).toEqual([
    expect.stringMatching(/data folder .* is damaged and cannot be opened .*: restore it/),
  ])
})

test('a data folder that holds something else is left alone', async () => {
  const other = join(home, 'data')
  await mkdir(other)
  await writeFile(join(other, 'thesis.txt'), 'years of work')
  expect(await refusal()).toEqual([expect.stringMatching(/holds files that are not Kaibo's \(thesis\.txt\)/)])
  expect(await readFile(join(other, 'thesis.txt'), 'utf8')).toBe('years of work')
})
