import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answering, closing, notHttp, redirecting, resetting } from '../../../outside/testing/behaviours.ts'
import { openOutsideServer } from '../../../outside/testing/outside-server.ts'
import { SOME_STREAM } from '../../../testing/signed-callback.ts'
import { testKeys } from '../../../testing/test-keys.ts'
import type { StreamControl } from '../../media-provider.ts'
import { listed, srsAnswer } from '../testing/listed-srs.ts'
import { failureOf, openSrsControl, type SrsControlWorld } from '../testing/srs-control.ts'

const UNTIL = { untilMs: Date.UTC(2026, 10, 23), reason: 'ended' }
const OPERATIONS: [string, (control: StreamControl) => Promise<unknown>][] = [
  ['a query', (control) => control.queryStream(SOME_STREAM)],
  ['a drop', (control) => control.dropStream(SOME_STREAM)],
  ['a forbid', (control) => control.forbidStream(SOME_STREAM, UNTIL)],
]

let srs: SrsControlWorld
beforeEach(async () => {
  srs = await openSrsControl()
})
afterEach(() => srs.server.close())

describe('trouble', () => {
  test.each([
    ['a reset', resetting],
    ['a closed connection', closing],
    ['no HTTP', notHttp],
    ['HTTP 502', answering('', 502)],
    ['a wrong password', answering('', 401)],
  ])('of the kind %s is an OutsideError after two tries, for each call', async (_, behaviour) => {
    for (const [, call] of OPERATIONS) {
      srs.server.behave(behaviour)
      srs.server.requests.length = 0
      expect((await failureOf(call(srs.control))).kind).toBe('unknown')
      expect(srs.server.requests).toHaveLength(2)
      srs.timing.advance(10_000)
      srs.server.behave(srs.orderly)
      await srs.control.queryStream(SOME_STREAM)
    }
  })

  test('in the middle of a drop is repeated: an id names one connection, so that no other is hit', async () => {
    srs.streams = [listed(SOME_STREAM)]
    srs.server.behave(srs.orderly, resetting, srs.orderly)
    await srs.control.dropStream(SOME_STREAM)
    expect(srs.kicked).toEqual([`client-${SOME_STREAM}`])
  })

  test('never sends a call on to where SRS did not say it itself', async () => {
    const inside = await openOutsideServer(srsAnswer({ streams: [] }))
    srs.server.behave(redirecting(inside.address, 307))
    for (const [, call] of OPERATIONS) {
      await failureOf(call(srs.control))
      srs.timing.advance(10_000)
    }
    expect(inside.connections()).toBe(0)
    await inside.close()
  })

  test('shows neither password nor answers in errors and log', async () => {
    const seen: string[] = []
    const troubles = [closing, answering(testKeys.srsApiPassword), answering('', 500), answering({ code: 1 })]
    for (const behaviour of troubles) {
      srs.server.behave(behaviour)
      for (const [, call] of OPERATIONS) {
        seen.push(inspect(await failureOf(call(srs.control)), { depth: 20, showHidden: true }))
        srs.timing.advance(10_000)
      }
    }
    const text = [...seen, ...srs.logLines].join('\n')
    const header = srs.server.requests[0]?.headers.authorization ?? 'none'
    for (const secret of [testKeys.srsApiPassword, header, header.slice(6), srs.server.address]) {
      expect(text).not.toContain(secret)
    }
  })
})
