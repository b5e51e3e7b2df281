import { describe, expect, it } from 'vitest'
import { publishClip } from './clip-publisher.ts'
import { parseClip } from './flv-clip.ts'
import { fakePush } from './testing/fake-push.ts'
import { flvFile } from './testing/flv-file.ts'
import { instantClock } from './testing/instant-clock.ts'

const clip = parseClip(flvFile({ pictures: 25, pictureMs: 40, sounds: 0, soundMs: 0, startMs: 0 }))
const never = new AbortController().signal

describe('publishClip', () => {
  it('sends at the speed of recording', async () => {
    const clock = instantClock()
    const connection = fakePush(1 + 25 + 1)
    await publishClip({ clip, connection, clock, signal: never })
    expect(clock.now()).toBeGreaterThanOrEqual(1_000)
    expect(clock.now()).toBeLessThan(1_100)
  })

  it('does not send in a burst what a sleeping computer missed, and keeps the timestamps rising', async () => {
    const clock = instantClock()
    const connection = fakePush(60)
    const { send } = connection
    connection.send = (packet) => {
      send(packet)
      if (connection.sent.length === 10) clock.advance(3_600_000)
    }
    await publishClip({ clip, connection, clock, signal: never })
    // 50 more frames of 40 ms follow the hour in real time.
    expect(clock.now()).toBeGreaterThan(3_600_000 + 49 * 40)
    expect(connection.sent.at(-1)?.timestampMs).toBeLessThan(60 * 40)
  })

  it('ends with the reason when the connection is over', async () => {
    const end = await publishClip({ clip, connection: fakePush(5), clock: instantClock(), signal: never })
    expect(end).toBe('dropped')
  })

  it('ends when it is told to stop, and leaves closing to its caller', async () => {
    const stop = new AbortController()
    const connection = fakePush(Number.POSITIVE_INFINITY)
    const { send } = connection
    connection.send = (packet) => {
      send(packet)
      if (connection.sent.length === 30) stop.abort()
    }
    const end = await publishClip({ clip, connection, clock: instantClock(), signal: stop.signal })
    expect(end).toBe('stopped')
    expect(connection.sent).toHaveLength(30)
    expect(connection.isClosed).toBe(false)
  })
})
