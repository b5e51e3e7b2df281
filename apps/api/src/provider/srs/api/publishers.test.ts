import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answering } from '../../../outside/testing/behaviours.ts'
import { SOME_STREAM } from '../../../testing/signed-callback.ts'
import { testKeys } from '../../../testing/test-keys.ts'
import { listed, srsAnswer } from '../testing/listed-srs.ts'
import { failureOf, LIST, openSrsControl, type SrsControlWorld } from '../testing/srs-control.ts'

const OTHER_STREAM = `${'f'.repeat(32)}z`

let srs: SrsControlWorld
beforeEach(async () => {
  srs = await openSrsControl()
})
afterEach(() => srs.server.close())

describe('a query', () => {
  test.each<[string, Record<string, unknown>[], string]>([
    ['of a stream that is pushed', [listed(OTHER_STREAM), listed(SOME_STREAM)], 'active'],
    ['of one that nobody knows', [listed(OTHER_STREAM)], 'inactive'],
    [
      'of one whose push has ended',
      [listed(SOME_STREAM, { publish: { active: false, cid: 'c' } })],
      'inactive',
    ],
    ['of one that only viewers wait for', [listed(SOME_STREAM, { publish: { active: false } })], 'inactive'],
    ['of a namesake in another app', [listed(SOME_STREAM, { app: 'vod' })], 'inactive'],
    ['without the name of who pushes', [listed(SOME_STREAM, { publish: { active: true } })], 'active'],
  ])('%s is answered from the list', async (_, all, state) => {
    srs.streams = all
    expect(await srs.control.queryStream(SOME_STREAM)).toBe(state)
  })

  test('shows who asks by basic authentication', async () => {
    await srs.control.queryStream(SOME_STREAM)
    expect(srs.calls()).toEqual([LIST])
    expect(srs.server.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from(`kaibo:${testKeys.srsApiPassword}`).toString('base64')}`,
    )
  })

  test.each<[string, unknown]>([
    ['no list', { code: 0, server: 's' }],
    ['a list that is none', { code: 0, server: 's', streams: {} }],
    [
      'a state that is no yes or no',
      { code: 0, server: 's', streams: [listed(SOME_STREAM, { publish: { active: 1 } })] },
    ],
    [
      'a stream without its state',
      { code: 0, server: 's', streams: [listed(SOME_STREAM, { publish: undefined })] },
    ],
    ['no code', { server: 's', streams: [] }],
    ['a code that is none', { code: '0', server: 's', streams: [] }],
    ['another shape', []],
    ['no JSON', '<html>'],
    ['nothing', ''],
  ])('that is answered with %s says nothing: it is unknown, never guessed', async (_, body) => {
    srs.server.behave(answering(body))
    expect((await failureOf(srs.control.queryStream(SOME_STREAM))).kind).toBe('unknown')
  })

  test('that SRS refuses says nothing, and is not repeated', async () => {
    srs.server.behave(srsAnswer({ code: 1061 }))
    expect(await failureOf(srs.control.queryStream(SOME_STREAM))).toMatchObject({
      kind: 'refused',
      service: 'srs',
      code: 'SRS 1061',
    })
    expect(srs.server.requests).toHaveLength(1)
  })

  test('of many at one moment is one reading of the list', async () => {
    srs.streams = [listed(SOME_STREAM)]
    const names = Array.from({ length: 20 }, (_, index) => (index === 7 ? SOME_STREAM : OTHER_STREAM))
    const states = await Promise.all(names.map((name) => srs.control.queryStream(name)))
    expect(states.filter((state) => state === 'active')).toHaveLength(1)
    expect(srs.calls()).toEqual([LIST])
  })
})

describe('a list of several pages', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => listed(`other-${index}`))

  test.each([49, 50, 98, 99, 100, 500])(
    'is read to its end: the stream behind %i others is found',
    async (count) => {
      srs.streams = [...many(count), listed(SOME_STREAM)]
      expect(await srs.control.queryStream(SOME_STREAM)).toBe('active')
      expect(await srs.control.queryStream(OTHER_STREAM)).toBe('inactive')
    },
  )

  test('that moved between two pages says nothing, since a stream may have slipped through', async () => {
    const before = many(60)
    const reading = srs.orderly
    srs.streams = [...before.slice(0, 49), listed(SOME_STREAM), ...before.slice(49)]
    srs.server.behave((res) => {
      reading(res)
      // One of the first page goes: what was 50th is 49th now, on neither page.
      srs.streams = srs.streams.slice(1)
    }, reading)
    expect(await failureOf(srs.control.queryStream(SOME_STREAM))).toMatchObject({
      kind: 'unknown',
      code: 'ListMoved',
    })
  })

  test('of two runs of SRS says nothing', async () => {
    const page = many(50)
    srs.server.behave(
      srsAnswer({ streams: page }),
      srsAnswer({ service: 'another', streams: page.slice(49) }),
    )
    expect((await failureOf(srs.control.queryStream(SOME_STREAM))).code).toBe('ListMoved')
  })

  test('without an end comes to one', async () => {
    const page = Array.from({ length: 50 }, () => listed('same'))
    srs.server.behave(srsAnswer({ streams: page }))
    expect((await failureOf(srs.control.queryStream(SOME_STREAM))).code).toBe('ListTooLong')
  })
})
