import { describe, expect, test } from 'vitest'
import { createRoomRequest, idempotencyHeaders } from './create-room.ts'

const accepts = (fields: Record<string, unknown>) =>
  createRoomRequest.safeParse({ title: 'x', ...fields }).success

describe('a cover URL', () => {
  test.each([
    'https://cdn.example.test/a.png',
    'https://cdn.example.test',
    'https://cdn.example.test:8443/a?b=c#d',
    `https://cdn.example.test/${'x'.repeat(487)}`,
    `/v1/images/image_${'0'.repeat(20)}`,
  ])('%s is taken', (coverUrl) => {
    expect(accepts({ coverUrl })).toBe(true)
  })

  test.each([
    'http://cdn.example.test/a.png',
    'HTTPS://cdn.example.test/a.png',
    '//cdn.example.test/a.png',
    'javascript:alert(1)',
    'data:image/png;base64,AA==',
    'wxfile://tmp/a.png',
    'https://',
    'https:///a.png',
    'https://user@cdn.example.test/a.png',
    'https://cdn.example.test\\@evil.test/',
    'https://cdn.example.test/a b.png',
    'https://cdn.example.test/a\n.png',
    'https://cdn.example.test/图.png',
    ' https://cdn.example.test/a.png',
    `https://cdn.example.test/${'x'.repeat(488)}`,
    `/v1/images/image_${'0'.repeat(19)}`,
    `/v1/images/image_${'0'.repeat(20)}?preview=1`,
    `/v1/images/../rooms/image_${'0'.repeat(20)}`,
    '/etc/passwd',
    '',
    null,
    7,
  ])('%j is refused', (coverUrl) => {
    expect(accepts({ coverUrl })).toBe(false)
  })
})

describe('a reconnect window', () => {
  test.each([0, 1, 60, 1800])('of %i seconds is taken', (reconnectWindowSeconds) => {
    expect(accepts({ reconnectWindowSeconds })).toBe(true)
  })

  test.each([-1, 1801, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '60', null])(
    'of %s is refused',
    (seconds) => {
      expect(accepts({ reconnectWindowSeconds: seconds })).toBe(false)
    },
  )
})

describe('an idempotency key', () => {
  const accepts = (key: string) => idempotencyHeaders.safeParse({ 'idempotency-key': key }).success

  test('is 1 to 128 printable ASCII characters', () => {
    expect(['a', '!~', 'x'.repeat(128), '{"a":1}'].map(accepts)).toEqual([true, true, true, true])
    expect(['', 'a b', 'x'.repeat(129), 'é', 'a\u0000', 'a\n'].map(accepts)).toEqual(Array(6).fill(false))
  })

  test('may be left out, and other headers are nobody’s business', () => {
    expect(idempotencyHeaders.parse({ host: 'x' })).toEqual({})
  })
})
