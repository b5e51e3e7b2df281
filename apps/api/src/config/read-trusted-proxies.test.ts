import { describe, expect, test } from 'vitest'
import { Environment } from './environment.ts'
import { readTrustedProxies } from './read-trusted-proxies.ts'

function read(value?: string) {
  const environment = new Environment(value === undefined ? {} : { KAIBO_TRUSTED_PROXIES: value })
  return { proxies: readTrustedProxies(environment), problems: environment.problems }
}

describe('the proxies that are trusted', () => {
  test.each([
    [undefined, 0],
    ['', 0],
    ['0', 0],
    ['1', 1],
    [' 2 ', 2],
    ['10.0.0.0/8', ['10.0.0.0/8']],
    ['192.0.2.7, 2001:db8::/32,::1', ['192.0.2.7', '2001:db8::/32', '::1']],
    ['192.0.2.7/32', ['192.0.2.7/32']],
    ['2001:db8::1/128', ['2001:db8::1/128']],
  ])('by %j are %j', (value, proxies) => {
    expect(read(value)).toEqual({ proxies, problems: [] })
  })

  test.each([
    'true',
    'all',
    '*',
    'loopback',
    '10',
    '-1',
    '1.5',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/08',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '::1/129',
    'fe80::1%eth0',
    '10.0.0.0/8,',
    '10.0.0.0/8;10.0.0.1',
    'proxy.example.test',
    '10.0.0/8',
  ])('by %j are none, and the boot fails: nobody is trusted by mistake', (value) => {
    const { proxies, problems } = read(value)
    expect(proxies).toBe(0)
    expect(problems).toEqual([expect.stringContaining('KAIBO_TRUSTED_PROXIES is neither')])
  })
})
