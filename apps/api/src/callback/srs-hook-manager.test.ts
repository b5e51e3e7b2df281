import type { PushUrlRequest, User } from '@kaibo/live-core'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hookSources } from '../provider/srs/hook-sources.ts'
import { createSrsProvider } from '../provider/srs/srs-provider.ts'
import { hook, paramOf } from '../provider/srs/testing/hooks.ts'
import { noStreamControl } from '../provider/tencent-css/cloud-api/testing/no-stream-control.ts'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { toBytes } from '../testing/signed-callback.ts'
import { testKeys } from '../testing/test-keys.ts'
import { rowsOf, wholeStore } from '../testing/test-store.ts'
import { createAdmitPush } from './admit-push.ts'
import type { PushRecorder } from './push-recorder.ts'
import { SrsHookManager } from './srs-hook-manager.ts'

const SRS = { address: '10.0.0.9', isForwarded: false }
const base = 'rtmp://push.example.test/live'
const provider = createSrsProvider(
  {
    pushRtmpBaseUrl: base,
    playFlvBaseUrl: base,
    playRtmpBaseUrl: base,
    playHlsBaseUrl: base,
    apiBaseUrl: 'http://srs:1985',
    apiUser: 'kaibo',
    hookSources: [],
  },
  testKeys,
  noStreamControl,
)

let managers: Managers
let hooks: SrsHookManager
let owner: User
let room: { id: string; streamName: string }
const logLines: string[] = []

const createHooks = (recorder: Pick<PushRecorder, 'record'>) =>
  new SrsHookManager({
    readHook: provider.readHook,
    recorder,
    admit: createAdmitPush(managers.rhythm.reopenWithinMs),
    clock: managers.clock,
    logger: pino({ base: null }, { write: (line: string) => void logLines.push(line) }),
    hookPath: testKeys.srsHookPath,
    sources: hookSources(['10.0.0.0/8']),
  })

beforeAll(async () => {
  managers = await openManagers('srs-hooks')
  hooks = createHooks(managers.recorder)
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms cascade')
  room = await managers.newRoom(owner)
})

const call = (body: unknown) => hooks.receive(testKeys.srsHookPath, SRS, toBytes(body))

/** The hook fields of whoever holds a push URL that is issued now. */
async function issue(request: PushUrlRequest = {}): Promise<Record<string, unknown>> {
  const { url } = await managers.pushUrls.issuePushUrl(owner, room.id, request)
  return { param: paramOf(url), stream: new URL(url).pathname.split('/').at(-1) }
}
const publish = (fields: Record<string, unknown>) => call(hook('on_publish', fields))
const unpublish = (fields: Record<string, unknown>) => call(hook('on_unpublish', fields))
const shown = async () => (await managers.rooms.getRoom(room.id)).status
const facts = () =>
  rowsOf<{ type: string; sequence: string; binding: string }>(
    managers.database,
    'select type, sequence, binding from push_facts order by received_at, type desc',
  )
const later = (ms: number) => managers.clock.advance(ms)

describe('a push', () => {
  test('with the URL that was issued is let in, and is a proven fact by then; its end is the same push’s', async () => {
    const url = await issue()
    expect(await publish(url)).toBe(true)
    expect(await shown()).toBe('live')
    later(10_000)
    expect(await unpublish(url)).toBe(true)
    expect(await shown()).toBe('interrupted')
    expect(await facts()).toEqual(
      ['push.started', 'push.ended'].map((type) => ({
        type,
        sequence: '53b29f12.k2x8a0c1',
        binding: 'bound',
      })),
    )
    await expectSoundJournal(managers.database, room.id)
  })

  test('is answered after its start is committed, not before', async () => {
    let commit: (outcome: 'recorded') => void = () => {}
    const recording = new Promise<'recorded'>((resolve) => {
      commit = resolve
    })
    let answered = false
    const answer = createHooks({ record: () => recording })
      .receive(testKeys.srsHookPath, SRS, toBytes(hook('on_publish', await issue())))
      .finally(() => {
        answered = true
      })
    await new Promise((resolve) => setImmediate(resolve))
    expect(answered).toBe(false)
    commit('recorded')
    expect(await answer).toBe(true)
  })

  test('is not let in while the store is out of reach', async () => {
    const url = await issue()
    const down = createHooks({ record: () => Promise.reject(new Error('down')) })
    const answer = down.receive(testKeys.srsHookPath, SRS, toBytes(hook('on_publish', url)))
    await expect(answer).rejects.toThrow('down')
  })

  test('that SRS then does not begin is asked about within seconds: its answer may be lost', async () => {
    await publish(await issue())
    const [row] = await rowsOf<{ check_at: Date }>(managers.database, 'select check_at from rooms')
    expect(row?.check_at.getTime()).toBeLessThanOrEqual(managers.clock() + managers.rhythm.askAfterEndMs)
  })

  test('beside a running one, which SRS refuses as busy, leaves the room live', async () => {
    const url = await issue()
    await publish({ ...url, client_id: 'first' })
    expect(await publish({ ...url, client_id: 'second' })).toBe(true)
    await unpublish({ ...url, client_id: 'second' })
    expect(await shown()).toBe('live')
    await unpublish({ ...url, client_id: 'first' })
    expect(await shown()).toBe('interrupted')
  })

  test('that the same connection begins again is refused: it would be one with what has ended', async () => {
    const url = await issue()
    await publish(url)
    await unpublish(url)
    expect(await publish(url)).toBe(false)
    expect(await publish({ ...url, client_id: 'another' })).toBe(true)
    expect(await shown()).toBe('live')
  })
})

describe('a push is refused, and no fact', () => {
  const expectNothing = async () => {
    expect(await facts()).toEqual([])
    await expectSoundJournal(managers.database, room.id)
  }

  test('of a stream that nobody made here', async () => {
    const stream = `${'0'.repeat(32)}z`
    const token = managers.pushTokens.sign(`issue_${'0'.repeat(20)}`, stream)
    const url = provider.pushUrl({ streamName: stream, expiresAtMs: managers.clock() + 60_000, token })
    expect(await publish({ stream, param: paramOf(url) })).toBe(false)
    await expectNothing()
  })

  test.each([
    ['no token', () => ''],
    [
      'another stream’s token',
      () => managers.pushTokens.sign(`issue_${'0'.repeat(20)}`, `${'0'.repeat(32)}z`),
    ],
    ['a token of somebody’s own', () => `issue_${'0'.repeat(20)}.${'A'.repeat(22)}`],
  ])('with a good signature and %s: it could be an older URL than it seems', async (_, token) => {
    const url = provider.pushUrl({
      streamName: room.streamName,
      expiresAtMs: managers.clock() + 60_000,
      token: token(),
    })
    expect(await publish({ stream: room.streamName, param: paramOf(url) })).toBe(false)
    await expectNothing()
  })

  test('into a room that its broadcaster ended, whatever SRS knows of it', async () => {
    const url = await issue()
    await managers.rooms.endRoom(owner, room.id)
    expect(await publish(url)).toBe(false)
    await expectNothing()
    expect(await shown()).toBe('ended')
  })

  test('with a URL that a newer one has put out of force', async () => {
    const old = await issue({ deviceId: 'device-old' })
    later(120_000)
    const newer = await issue({ deviceId: 'device-new' })
    later(3_000)
    expect(await publish({ ...old, client_id: 'old' })).toBe(false)
    expect(await publish({ ...newer, client_id: 'new' })).toBe(true)
    expect(await facts()).toMatchObject([{ sequence: '53b29f12.new' }])
  })

  test('on a stream that a take-over has replaced', async () => {
    const old = await issue({ deviceId: 'device-old' })
    await publish(old)
    await issue({ deviceId: 'device-new', takeOver: true })
    later(3_000)
    expect(await publish({ ...old, client_id: 'again' })).toBe(false)
    expect(await facts()).toHaveLength(1)
  })

  test('on a current stream that is wanted forbidden', async () => {
    const url = await issue()
    await rowsOf(managers.database, `update streams set desired_state = 'forbidden'`)
    expect(await publish(url)).toBe(false)
    await expectNothing()
  })
})

describe('the URL of before', () => {
  test('keeps its right beside a refreshed one of the same device', async () => {
    const old = await issue({ deviceId: 'device' })
    later(60_000)
    await issue({ deviceId: 'device', reason: 'refresh' })
    later(3_000)
    expect(await publish(old)).toBe(true)
  })

  test('brings a room back that its window ended, and does not any more when that is too long ago', async () => {
    const url = await issue()
    await publish({ ...url, client_id: 'first' })
    await unpublish({ ...url, client_id: 'first' })
    await rowsOf(
      managers.database,
      `insert into room_stops (room_id, generation, type, reason, at) values ($1, 1, 'stopped', 'window', $2)`,
      [room.id, new Date(managers.clock())],
    )
    await managers.journal.append(room.id, managers.clock(), async () => {})
    expect(await shown()).toBe('ended')
    expect(await publish({ ...url, client_id: 'second' })).toBe(true)
    expect(await shown()).toBe('live')
  })

  test('does not bring a room back for good', async () => {
    const url = await issue()
    await publish({ ...url, client_id: 'first' })
    await unpublish({ ...url, client_id: 'first' })
    await rowsOf(
      managers.database,
      `insert into room_stops (room_id, generation, type, reason, at) values ($1, 1, 'stopped', 'window', $2)`,
      [room.id, new Date(managers.clock())],
    )
    await managers.journal.append(room.id, managers.clock(), async () => {})
    later(managers.rhythm.reopenWithinMs + 1)
    expect(await publish({ ...url, client_id: 'second' })).toBe(false)
    expect(await shown()).toBe('ended')
  })
})

describe('a play', () => {
  test('is judged by its URL alone: no viewer costs a look into the store', async () => {
    const urls = provider.playUrls({
      streamName: room.streamName,
      expiresAtMs: managers.clock() + 60_000,
      hlsExpiresAtMs: managers.clock() + 60_000,
    })
    const without = createHooks({ record: () => Promise.reject(new Error('asked')) })
    const play = (url: string) =>
      without.receive(
        testKeys.srsHookPath,
        SRS,
        toBytes(hook('on_play', { stream: room.streamName, param: paramOf(url) })),
      )
    expect(await play(urls.flv)).toBe(true)
    expect(await play(`${base}/x?${(await issue()).param}`)).toBe(false)
    expect(await play(`${base}/x`)).toBe(false)
    later(60_000)
    expect(await play(urls.flv)).toBe(false)
  })
})

describe('who is not SRS finds nothing', () => {
  const wrongPaths = [
    '',
    'x',
    testKeys.srsHookPath.slice(1),
    `${testKeys.srsHookPath}x`,
    testKeys.callbackPath,
  ]
  test.each(wrongPaths)('at the path %j', async (path) => {
    const answer = hooks.receive(path, SRS, toBytes(hook('on_publish', await issue())))
    await expect(answer).rejects.toMatchObject({ code: 'not_found' })
  })

  test.each([
    ['at another address', { address: '203.0.113.9', isForwarded: false }],
    ['without an address', { address: '', isForwarded: false }],
    ['behind a proxy, whose address is as private as SRS’s', { address: '10.0.0.9', isForwarded: true }],
  ])('%s', async (_, source) => {
    const answer = hooks.receive(testKeys.srsHookPath, source, toBytes(hook('on_publish', await issue())))
    await expect(answer).rejects.toMatchObject({ code: 'not_found' })
    expect(await facts()).toEqual([])
  })
})

test('bytes that are no hook are rejected, and other actions are let be', async () => {
  await expect(hooks.receive(testKeys.srsHookPath, SRS, Buffer.from('0'))).rejects.toMatchObject({
    code: 'callback_rejected',
  })
  expect(await call(hook('on_dvr', { file: '/x.flv' }))).toBe(true)
})

test('neither log nor store holds a signature, a token or an address', async () => {
  const url = await issue()
  await publish({ ...url, ip: '198.51.100.77' })
  await unpublish(url)
  const parameters = new URLSearchParams(String(url.param))
  const text = `${logLines.join('\n')}\n${await wholeStore(managers.database)}`
  expect(text).toContain('53b29f12')
  for (const secret of [
    parameters.get('txSecret'),
    parameters.get('kaibo')?.split('.')[1],
    '198.51.100.77',
  ]) {
    expect(text).not.toContain(secret)
  }
})

test('100 random lives of connections, each with repeated and lost hooks: the room is live while one pushes', async () => {
  const life = fc.record({ ends: fc.boolean(), repeats: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 5 }), fc.nat(), async (lives, shift) => {
      room = await managers.newRoom(owner)
      const url = await issue()
      const events = lives.flatMap(({ ends, repeats }, index) => {
        const client = { ...url, client_id: `c${index}` }
        return [
          () => publish(client),
          ...(ends ? [() => unpublish(client)] : []),
          ...(ends && repeats ? [() => unpublish(client)] : []),
        ]
      })
      // Ends may overtake the starts of others, never their own.
      for (const event of [...events.slice(shift % 2), ...events.slice(0, shift % 2)]) await event()
      const open = lives.some(({ ends }) => !ends)
      expect(await shown()).toBe(open ? 'live' : 'interrupted')
      await expectSoundJournal(managers.database, room.id)
    }),
    { numRuns: 100 },
  )
})
