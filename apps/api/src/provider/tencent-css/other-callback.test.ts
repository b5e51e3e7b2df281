import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CALLBACK_NOW,
  CALLBACK_NOW_MS,
  callbackIdentity,
  SOME_STREAM,
  signed,
  toBytes,
} from '../../testing/signed-callback.ts'
import { maskPayload } from './callback-mask.ts'
import { readCallback } from './read-callback.ts'

const record = {
  event_type: 100,
  stream_id: SOME_STREAM,
  file_id: '9896587163587488063',
  video_url: 'https://vod.example.test/f.mp4',
  stream_param: 'txSecret=ca3e25e5dc17a6f9909a9ae7281e300d&txTime=60B83800',
  user_ip: '198.51.100.7',
  node: '203.0.113.9',
}
const read = (body: Record<string, unknown>) =>
  readCallback(toBytes({ ...signed(), ...body }), CALLBACK_NOW_MS, callbackIdentity)

function otherOf(body: Record<string, unknown>) {
  const callback = read(body)
  if (callback.kind === 'other') return callback.event
  if (callback.kind === 'stale' && callback.other) return callback.other
  throw new Error(`Expected another event, got ${callback.kind}`)
}

describe('an event that is not about a push', () => {
  test.each([100, 200, 314, 315, 317, 321, 332, 99_999])(
    'of type %i is kept with its fields',
    (event_type) => {
      expect(otherOf({ ...record, event_type })).toEqual({
        eventType: event_type,
        streamName: SOME_STREAM,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        payload: {
          event_type,
          stream_id: SOME_STREAM,
          file_id: '9896587163587488063',
          video_url: 'https://vod.example.test/f.mp4',
        },
      })
    },
  )

  test('finds its stream under either spelling, and does without', () => {
    expect(otherOf({ event_type: 317, streamId: SOME_STREAM }).streamName).toBe(SOME_STREAM)
    expect(otherOf({ event_type: 317, streamId: 'moderated_stream' })).not.toHaveProperty('streamName')
  })

  test('a retry has the same digest, though signature, address and time of signing differ', () => {
    const retry = { ...record, ...signed(CALLBACK_NOW + 660), user_ip: '198.51.100.8' }
    expect(otherOf(retry).digest).toBe(otherOf(record).digest)
    expect(otherOf({ ...record, file_id: '9896587163587488064' }).digest).not.toBe(otherOf(record).digest)
  })

  test('outside the window it is kept too, but as stale', () => {
    const callback = read({ ...record, ...signed(CALLBACK_NOW - 900) })
    expect(callback).toMatchObject({ kind: 'stale', streamName: SOME_STREAM, other: { eventType: 100 } })
  })

  test.each([100_000, -1, 1.5, '100', null, [100], true])('the type %j is malformed', (event_type) => {
    expect(read({ ...record, event_type }).kind).toBe('malformed')
    expect(read({ ...record, event_type, ...signed(CALLBACK_NOW - 900) })).not.toHaveProperty('other')
  })
})

describe('what is kept of a callback', () => {
  const HIDDEN = ['sign', 't', 'stream_param', 'user_ip', 'node']

  test('never holds a signature, an address or the push URL’s echo, at any depth', () => {
    const body = fc
      .object({ key: fc.oneof(fc.constantFrom(...HIDDEN), fc.string()), maxDepth: 4 })
      .map((value) => value as Record<string, unknown>)
    fc.assert(
      fc.property(body, (value) => {
        const names: string[] = []
        JSON.stringify(maskPayload(value), (name, member: unknown) => {
          names.push(name)
          return typeof member === 'bigint' ? String(member) : member
        })
        expect(names.filter((name) => HIDDEN.includes(name))).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })

  test('keeps no signature inside a text: pull-relay events carry whole push URLs, in JSON within JSON', () => {
    const url = `rtmp://push.example.test/live/${SOME_STREAM}?txSecret=0f0f0f&txTime=6D000000&kaibo=issue_0.mac`
    const payload = otherOf({
      event_type: 314,
      to_url: url,
      msg: JSON.stringify({ url, index: 1 }),
      list: [{ url: url.toUpperCase() }],
    }).payload
    expect(JSON.stringify(payload)).not.toMatch(/0f0f0f|issue_0|mac/i)
    expect(payload.to_url).toBe(
      `rtmp://push.example.test/live/${SOME_STREAM}?txSecret=…&txTime=6D000000&kaibo=…`,
    )
    expect(JSON.parse(String(payload.msg))).toMatchObject({ index: 1 })
  })

  test('keeps everything else as it was', () => {
    const body = { a: 1, b: 'text', c: [null, true, { d: 'e' }], 中文: '是' }
    expect(maskPayload(body)).toEqual(body)
  })
})
