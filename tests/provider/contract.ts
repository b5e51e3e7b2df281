import { fileURLToPath } from 'node:url'
import { txSecret } from '@kaibo/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { OutsideError } from '../../apps/api/src/outside/outside-error.ts'
import { type FfmpegPush, probeCodecs, pushClip } from '../support/ffmpeg.ts'
import { keys } from '../support/keys.ts'
import { until } from '../support/poll.ts'
import type { ProviderWorld } from './support/provider-world.ts'
import { factsOf, isApplied, type OpenStream, openStream, want } from './support/streams.ts'

const CLIP = fileURLToPath(new URL('../../apps/sandbox/assets/demo-clip.flv', import.meta.url))
const HOUR_SECONDS = 3_600
const UNTIL = { untilMs: Date.now() + HOUR_SECONDS * 1_000, reason: '房间已结束' }

const secondsFromNow = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds
function sign(key: string, streamName: string, expiresAtSeconds: number): string {
  const time = expiresAtSeconds.toString(16).toUpperCase()
  return `txSecret=${txSecret(key, streamName, time)}&txTime=${time}`
}
const queryOf = (url: string) => new URL(url).search.slice(1)
const withQuery = (url: string, query: string) => `${url.split('?')[0]}?${query}`

/** Every way in which a URL gives no right, where `key` would give it and `otherKey` is the other side's. */
const wrongUrls: Record<string, (stream: OpenStream, sides: { key: string; otherKey: string }) => string> = {
  'without a signature': () => '',
  'signed with a key of somebody’s own': ({ streamName }) =>
    sign('somebodys-own-key', streamName, secondsFromNow(HOUR_SECONDS)),
  'signed for the other side': ({ streamName }, { otherKey }) =>
    sign(otherKey, streamName, secondsFromNow(HOUR_SECONDS)),
  'of another stream': (_, { key }) => sign(key, `${'f'.repeat(32)}z`, secondsFromNow(HOUR_SECONDS)),
  'that has expired': ({ streamName }, { key }) => sign(key, streamName, secondsFromNow(-1)),
  'that was extended': ({ streamName }, { key }) =>
    sign(key, streamName, secondsFromNow(HOUR_SECONDS)).replace(/txTime=\w+/, 'txTime=FFFFFFFF'),
}

/**
 * What holds for every provider. Everything runs through the real API, ffmpeg and real sockets.
 * @param losesNews whether a word about an end can be made to get lost
 */
export function providerContract(
  openWorld: () => Promise<ProviderWorld>,
  { losesNews = true }: { losesNews?: boolean } = {},
): void {
  let world: ProviderWorld
  const pushes: FfmpegPush[] = []
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world?.stop())
  afterEach(async () => {
    world.calm()
    await Promise.all(pushes.splice(0).map((push) => push.kill()))
  })

  function push(url: string): FfmpegPush {
    const running = pushClip(CLIP, url)
    pushes.push(running)
    return running
  }
  const isActive = async (streamName: string) => (await world.provider.queryStream(streamName)) === 'active'
  const becomes = (streamName: string, active: boolean) =>
    until(async () => ((await isActive(streamName)) === active ? true : undefined), {
      what: active ? 'active' : 'silent',
    })
  const shows = (roomId: string, status: string) =>
    until(async () => ((await world.broadcaster.getRoom(roomId)).status === status ? true : undefined), {
      what: `a room that is ${status}`,
    })
  const hasFacts = (streamName: string, count: number) =>
    until(async () => {
      const facts = await factsOf(world.database, streamName)
      return facts.length >= count ? facts : undefined
    })
  async function live(): Promise<OpenStream & { running: FfmpegPush }> {
    const stream = await openStream(world)
    const running = push(stream.url)
    await becomes(stream.streamName, true)
    return { ...stream, running }
  }
  async function isRefused(url: string, streamName: string): Promise<void> {
    expect(await push(url).exited).not.toBe(0)
    expect(await isActive(streamName)).toBe(false)
  }
  const failureOf = (call: Promise<unknown>) =>
    call.then(
      (value) => Promise.reject(new Error(`The call did not fail: ${String(value)}`)),
      (error: unknown) => error,
    )

  describe('a push with the URL that was issued', () => {
    test('is let in by the provider’s own check; its start and end are facts of one sequence, its room follows', async () => {
      const { roomId, streamName, url } = await openStream(world)
      expect(await isActive(streamName)).toBe(false)
      const running = push(url)
      await becomes(streamName, true)
      await shows(roomId, 'live')
      await running.kill()
      await becomes(streamName, false)
      await shows(roomId, 'interrupted')
      const facts = await hasFacts(streamName, 2)
      const sequence = facts[0]?.sequence
      expect(facts).toEqual(
        ['push.started', 'push.ended'].map((type) => ({ type, sequence, binding: 'bound' })),
      )
    })

    test('works again after it has ended, as a push of another sequence', async () => {
      const { streamName, url, running } = await live()
      await running.kill()
      await hasFacts(streamName, 2)
      push(url)
      const facts = await hasFacts(streamName, 3)
      expect(new Set(facts.map(({ sequence }) => sequence)).size).toBe(2)
    })

    test('may be signed with the backup key, so that keys can be changed', async () => {
      const { streamName, url } = await openStream(world)
      const token = new URL(url).searchParams.get('kaibo')
      const query = sign(keys.pushBackup, streamName, secondsFromNow(HOUR_SECONDS))
      push(withQuery(url, `${query}&kaibo=${token}`))
      await becomes(streamName, true)
    })
  })

  describe('a push is refused', () => {
    const sides = { key: keys.push, otherKey: keys.play }

    test.each(Object.keys(wrongUrls))('with a URL %s, and leaves no fact', async (name) => {
      const stream = await openStream(world)
      const token = new URL(stream.url).searchParams.get('kaibo')
      const wrong = withQuery(stream.url, `${wrongUrls[name]?.(stream, sides)}&kaibo=${token}`)
      await isRefused(wrong, stream.streamName)
      expect(await factsOf(world.database, stream.streamName)).toEqual([])
      push(stream.url)
      await becomes(stream.streamName, true)
    })

    test('with what any viewer has: a play URL never is a push URL', async () => {
      const { streamName } = await openStream(world)
      const expiresAtMs = UNTIL.untilMs
      const { rtmp } = world.provider.playUrls({ streamName, expiresAtMs, hlsExpiresAtMs: expiresAtMs })
      await isRefused(rtmp, streamName)
    })
  })

  describe('a play', () => {
    test('with the URLs that were issued shows the picture; with a URL that gives no right, nothing', async () => {
      const { roomId, ...stream } = await live()
      await shows(roomId, 'live')
      const urls = await world.broadcaster.playUrls(roomId)
      if (!urls.playable) throw new Error(`not playable: ${urls.reason}`)
      expect(await probeCodecs(urls.flv)).toEqual(['aac', 'h264'])
      expect(await probeCodecs(urls.rtmp)).toEqual(['aac', 'h264'])
      const sides = { key: keys.play, otherKey: keys.push }
      for (const [name, wrong] of Object.entries(wrongUrls)) {
        const query = wrong({ roomId, ...stream }, sides)
        const answer = await fetch(withQuery(urls.hls.url, query)).catch(() => undefined)
        expect([name, answer?.ok ?? false]).toEqual([name, false])
        expect([name, await probeCodecs(withQuery(urls.flv, query))]).toEqual([name, []])
        expect([name, await probeCodecs(withQuery(urls.rtmp, query))]).toEqual([name, []])
      }
      expect(await probeCodecs(withQuery(urls.rtmp, queryOf(stream.url)))).toEqual([])
    })
  })

  describe('a drop', () => {
    test('ends the push, and the stream may be pushed again', async () => {
      const { roomId, streamName, url, running } = await live()
      await world.provider.dropStream(streamName)
      expect(await running.exited).not.toBeNull()
      expect(await isActive(streamName)).toBe(false)
      await hasFacts(streamName, 2)
      await shows(roomId, 'interrupted')
      push(url)
      await becomes(streamName, true)
    })
  })

  describe('a stream that is wanted forbidden', () => {
    test('is cut and may not be pushed, until it is wanted allowed', async () => {
      const { streamName, url, running } = await live()
      await want(world.database, streamName, 'forbidden')
      expect(await running.exited).not.toBeNull()
      await until(async () => ((await isApplied(world.database, streamName)) ? true : undefined))
      expect(await isActive(streamName)).toBe(false)
      const before = await hasFacts(streamName, 2)
      await isRefused(url, streamName)
      // Refused, not let in and cut again.
      expect(await factsOf(world.database, streamName)).toEqual(before)
      await want(world.database, streamName, 'allowed')
      await until(async () => ((await isApplied(world.database, streamName)) ? true : undefined))
      push(url)
      await becomes(streamName, true)
    })

    test('is what a room’s end leaves behind', async () => {
      const { roomId, streamName, url, running } = await live()
      await world.broadcaster.endRoom(roomId)
      expect(await running.exited).not.toBeNull()
      const before = await hasFacts(streamName, 2)
      await isRefused(url, streamName)
      expect(await factsOf(world.database, streamName)).toEqual(before)
      expect(await world.broadcaster.getRoom(roomId)).toMatchObject({ status: 'ended' })
    })
  })

  test('a stream may be dropped, forbidden and resumed whatever its state, and again', async () => {
    const { streamName } = await openStream(world)
    for (const untilMs of [0, UNTIL.untilMs, Number.MAX_SAFE_INTEGER]) {
      await world.provider.dropStream(streamName)
      await world.provider.forbidStream(streamName, { untilMs, reason: 'x'.repeat(5_000) })
      expect(await isActive(streamName)).toBe(false)
    }
    await world.provider.resumeStream(streamName)
    await world.provider.resumeStream(streamName)
    expect(await world.provider.queryStream(streamName)).toBe('inactive')
  })

  if (losesNews) {
    test('an end of which nothing is heard is found by asking', async () => {
      const { roomId, streamName, running } = await live()
      await shows(roomId, 'live')
      world.loseNextEnd?.()
      await running.kill()
      await shows(roomId, 'interrupted')
      expect(await factsOf(world.database, streamName)).toMatchObject([{ type: 'push.started' }])
    })
  }

  test('trouble at the provider’s API is an OutsideError, never a state, and what is live stays so', async () => {
    const { roomId, streamName } = await live()
    await shows(roomId, 'live')
    for (const [name, trouble] of Object.entries(world.troubles)) {
      trouble()
      const calls = [
        world.provider.queryStream(streamName),
        world.provider.dropStream(streamName),
        world.provider.forbidStream(streamName, UNTIL),
      ]
      const errors = await Promise.all(calls.map(failureOf))
      expect([name, errors.map((error) => error instanceof OutsideError)]).toEqual([name, [true, true, true]])
    }
    expect((await world.broadcaster.getRoom(roomId)).status).toBe('live')
    world.calm()
    expect(await isActive(streamName)).toBe(true)
  })
}
