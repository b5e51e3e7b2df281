import { describe, expect, test } from 'vitest'
import { hookSources, isHookSource, PRIVATE_SOURCES } from './hook-sources.ts'

describe('hooks may come', () => {
  const usual = hookSources(PRIVATE_SOURCES)

  test.each(['127.0.0.1', '::1', '10.0.0.9', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fd00::5'])(
    'from this machine and private networks by default: %s',
    (address) => expect(usual.includes(address)).toBe(true),
  )

  test('from an IPv4 address that a socket of both families shows as IPv6', () => {
    expect(usual.includes('::ffff:10.0.0.9')).toBe(true)
    expect(usual.includes('::ffff:203.0.113.9')).toBe(false)
  })

  test.each(['203.0.113.9', '172.32.0.1', '11.0.0.1', '192.169.0.1', '2001:db8::1', 'fe80::1'])(
    'from nowhere else: %s',
    (address) => expect(usual.includes(address)).toBe(false),
  )

  test.each(['', 'localhost', '127.0.0.1.example.test', '10.0.0', '0x7f000001', '127.0.0.1 ', '::ffff:'])(
    'from no text that is no address: %j',
    (address) => expect(usual.includes(address)).toBe(false),
  )

  test('from what is configured alone', () => {
    const chosen = hookSources(['203.0.113.9', '2001:db8::/32'])
    expect(['203.0.113.9', '2001:db8:1::1', '127.0.0.1', '203.0.113.8'].map(chosen.includes)).toEqual([
      ...[true, true],
      ...[false, false],
    ])
  })
})

test.each([
  '',
  'srs',
  '10.0.0.0/',
  '10.0.0.0/33',
  '::1/129',
  '10.0.0/8',
  '0.0.0.0/0',
  '128.0.0.0/1',
  '::/0',
  '10.0.0.1/-1',
])('%j is no source, and a network that is most of the Internet is none either', (source) => {
  expect(isHookSource(source)).toBe(false)
  expect(hookSources([source]).includes('203.0.113.9')).toBe(false)
})
