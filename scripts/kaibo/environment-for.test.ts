import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { generateDevEnv } from '../start/dev-env.ts'
import { type Home, homeOf } from '../start/home.ts'
import { environmentFor } from './environment-for.ts'

let folder: string
let home: Home
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaibo-cli-'))
  home = homeOf(folder, { KAIBO_HOME: folder })
})
afterEach(() => rm(folder, { recursive: true }))

const running = async () => {
  await writeFile(home.devEnv, generateDevEnv())
  const addresses = {
    api: 'http://127.0.0.1:7200',
    rtmp: 'rtmp://127.0.0.1:1936',
    media: 'http://127.0.0.1:7202',
    services: 'http://127.0.0.1:7203',
  }
  await writeFile(home.addresses, JSON.stringify(addresses))
}

describe('environmentFor', () => {
  it('is about the installation that runs, when nobody says anything else', async () => {
    await running()
    const { environment, note } = await environmentFor(['doctor'], { PATH: '/bin' }, home)
    expect(environment).toMatchObject({
      PATH: '/bin',
      KAIBO_PUSH_KEY: expect.stringMatching(/^\w{32}$/),
      KAIBO_PUBLIC_BASE_URL: 'http://127.0.0.1:7200',
      KAIBO_PUSH_RTMP_BASE_URL: 'rtmp://127.0.0.1:1936/live',
      KAIBO_CLOUD_BASE_URL: 'http://127.0.0.1:7203',
      KAIBO_DATA_DIR: home.data,
    })
    expect(note).toContain('npm start')
  })

  it('is what it is when a key or a file is named, or nothing runs', async () => {
    const own = { KAIBO_PUSH_KEY: 'mine' }
    expect(await environmentFor(['doctor'], {}, home)).toEqual({ environment: {} })
    await running()
    expect(await environmentFor(['doctor'], own, home)).toEqual({ environment: own })
    expect(await environmentFor(['doctor', '--env-file=a'], {}, home)).toEqual({ environment: {} })
  })
})
