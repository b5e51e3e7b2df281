import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answering } from '../../../outside/testing/behaviours.ts'
import { SOME_STREAM } from '../../../testing/signed-callback.ts'
import { listed, listedSrs, srsAnswer } from '../testing/listed-srs.ts'
import { failureOf, LIST, openSrsControl, type SrsControlWorld } from '../testing/srs-control.ts'

const OTHER_STREAM = `${'f'.repeat(32)}z`
const UNTIL = { untilMs: Date.UTC(2026, 10, 23), reason: 'ended' }

let srs: SrsControlWorld
beforeEach(async () => {
  srs = await openSrsControl()
})
afterEach(() => srs.server.close())

describe('a drop', () => {
  test('cuts the connection that pushes the stream, no other, and waits until it has gone', async () => {
    srs.streams = [listed(OTHER_STREAM), listed(SOME_STREAM)]
    await srs.control.dropStream(SOME_STREAM)
    expect(srs.calls()).toEqual([LIST, `DELETE /api/v1/clients/client-${SOME_STREAM}`, LIST])
    expect(await srs.control.queryStream(OTHER_STREAM)).toBe('active')
  })

  test('of a stream that nobody pushes is done', async () => {
    await srs.control.dropStream(SOME_STREAM)
    expect(srs.calls()).toEqual([LIST])
  })

  test('of a connection that had just gone is done', async () => {
    const list = (active: boolean) =>
      srsAnswer({ streams: [listed(SOME_STREAM, { publish: { active, cid: 'c' } })] })
    srs.server.behave(list(true), answering({ code: 2049 }), list(false))
    expect(await srs.control.dropStream(SOME_STREAM)).toBeUndefined()
  })

  test('is done when another push has followed: that one is not this drop’s', async () => {
    const list = (cid: string) =>
      srsAnswer({ streams: [listed(SOME_STREAM, { publish: { active: true, cid } })] })
    srs.server.behave(list('old'), srsAnswer(), list('new'))
    await srs.control.dropStream(SOME_STREAM)
    expect(srs.calls()).toEqual([LIST, 'DELETE /api/v1/clients/old', LIST])
  })

  test('that does not come true within two seconds is not said to be done', async () => {
    srs.server.behave(
      listedSrs(
        () => [listed(SOME_STREAM)],
        () => {},
      ),
    )
    expect(await failureOf(srs.control.dropStream(SOME_STREAM))).toMatchObject({
      kind: 'unknown',
      code: 'StillPublishing',
    })
    expect(srs.timing.sleeps.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(2_000)
  })

  test.each([400, 1061])('that SRS refuses with %i is refused', async (code) => {
    srs.server.behave(srsAnswer({ streams: [listed(SOME_STREAM)] }), answering({ code }))
    expect(await failureOf(srs.control.dropStream(SOME_STREAM))).toMatchObject({
      kind: 'refused',
      code: `SRS ${code}`,
    })
  })

  test('of a push whose connection SRS does not name is refused: nothing can be cut', async () => {
    srs.streams = [listed(SOME_STREAM, { publish: { active: true } })]
    expect((await failureOf(srs.control.dropStream(SOME_STREAM))).code).toBe('NamelessPublisher')
  })

  test('puts whatever names a connection into the path as one word', async () => {
    srs.streams = [listed(SOME_STREAM, { publish: { active: true, cid: '../raw?rpc=reload' } })]
    await failureOf(srs.control.dropStream(SOME_STREAM)).catch(() => {})
    expect(srs.calls()[1]).toBe('DELETE /api/v1/clients/..%2Fraw%3Frpc%3Dreload')
  })
})

describe('a forbid', () => {
  test('cuts the push, and once more what a hook had let in just before', async () => {
    srs.streams = [listed(SOME_STREAM)]
    const sleeps: number[] = []
    srs.timing.sleep = async (ms) => {
      sleeps.push(ms)
      if (ms >= 1_000) srs.streams = [listed(SOME_STREAM, { publish: { active: true, cid: 'late' } })]
    }
    await srs.control.forbidStream(SOME_STREAM, UNTIL)
    expect(srs.kicked).toEqual([`client-${SOME_STREAM}`, 'late'])
    expect(await srs.control.queryStream(SOME_STREAM)).toBe('inactive')
  })

  test('of a stream that nobody pushes is done, also for a time that has passed, and resuming asks nothing', async () => {
    await srs.control.forbidStream(SOME_STREAM, { untilMs: 0, reason: 'x'.repeat(5_000) })
    srs.server.requests.length = 0
    await srs.control.resumeStream(SOME_STREAM)
    expect(srs.calls()).toEqual([])
  })
})
