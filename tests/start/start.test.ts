import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ApiClient } from '../support/api-client.ts'
import { probeCodecs } from '../support/ffmpeg.ts'
import {
  type Launched,
  launch,
  makeHome,
  processesOf,
  readAddresses,
  removeHome,
} from '../support/launcher.ts'
import { freshCode } from '../support/login-code.ts'
import { until } from '../support/poll.ts'

// These tests are one story and run in order: a first start, a stop, and what is left for the next ones.
let home: string
let running: Launched | undefined
let roomId: string

beforeAll(async () => {
  home = await makeHome()
})
afterAll(async () => {
  running?.signal('SIGTERM')
  await running?.exited
  await removeHome(home)
})

const nobodyLeft = () =>
  until(async () => ((await processesOf(home)).length === 0 ? true : undefined), {
    what: 'the end of every process',
  })

const statusOf = async (id: string) => {
  const { api } = await readAddresses(home)
  return (await (await ApiClient.logIn(api, freshCode('looker'))).getRoom(id)).status
}

test('a first start ends with a screen that names every address and the live demo room, whose play URL plays', async () => {
  running = launch(home)
  await running.ready()
  const screen = running.output()
  const addresses: Record<string, unknown> & { room: { id: string } } = JSON.parse(
    await readFile(join(home, 'addresses.json'), 'utf8'),
  )
  for (const name of ['preview', 'api', 'docs', 'media', 'rtmp', 'services'])
    expect(screen).toContain(addresses[name])
  roomId = addresses.room.id
  expect(screen).toContain(roomId)
  expect(await statusOf(roomId)).toBe('live')
  // Launcher, sandbox, API, preview and demo (and tsx's compiler): what "nobody left" below has to be able to see.
  expect((await processesOf(home)).length).toBeGreaterThanOrEqual(5)
  const [playUrl = ''] = /http:\S+\.flv\?\S+/.exec(screen) ?? []
  expect(await probeCodecs(playUrl)).toEqual(['aac', 'h264'])
})

test('keys are generated for this machine only, readable by their owner, and appear in no log or address file', async () => {
  const file = join(home, 'dev.env')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const secrets = (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => /^KAIBO_\w+=/.test(line) && !line.startsWith('KAIBO_WECHAT_APPID'))
    .map((line) => line.slice(line.indexOf('=') + 1))
  expect(secrets.length).toBeGreaterThanOrEqual(8)
  const logs = ['api', 'sandbox', 'preview', 'demo'].map((name) => join(home, 'logs', `${name}.log`))
  for (const path of [join(home, 'addresses.json'), ...logs]) {
    const text = await readFile(path, 'utf8')
    for (const secret of secrets) expect(text.includes(secret), path).toBe(false)
    expect(text).not.toMatch(/txSecret=[0-9a-f]/)
  }
})

test('a second start on the same folder says so in a sentence and does not disturb the first', async () => {
  const before = await readFile(join(home, 'addresses.json'), 'utf8')
  const second = launch(home)
  expect(await second.exited).toBe(1)
  expect(second.output()).toMatch(/data folder .* is already open in process \d+/)
  expect(await readFile(join(home, 'addresses.json'), 'utf8')).toBe(before)
  expect(await statusOf(roomId)).toBe('live')
})

test('SIGTERM ends everything within seconds, exit code 0', async () => {
  running?.signal('SIGTERM')
  expect(await running?.exited).toBe(0)
  await nobodyLeft()
})

test('the next start continues the same room', async () => {
  running = launch(home)
  await running.ready()
  expect((await readAddresses(home)).room.id).toBe(roomId)
  expect(await statusOf(roomId)).toBe('live')
})

test('Ctrl-C ends everything, exit code 0', async () => {
  running?.signal('SIGINT')
  expect(await running?.exited).toBe(0)
  await nobodyLeft()
})

test('a killed launcher leaves no process behind and no room lost', async () => {
  running = launch(home)
  await running.ready()
  running.signal('SIGKILL')
  await running.exited
  await nobodyLeft()
  running = launch(home)
  await running.ready()
  expect((await readAddresses(home)).room.id).toBe(roomId)
  running.signal('SIGTERM')
  expect(await running.exited).toBe(0)
})
