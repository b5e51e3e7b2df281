import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressKey } from './address-key.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['1::', '1:0:0:0::/64'],
  ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', 'unknown'],
  ['unknown', 'unknown'],
  ['_hidden', 'unknown'],
  ['203.0.113.7:4711', 'unknown'],
])('the address %j counts as %s', (address, key) => {
  expect(addressKey(address)).toBe(key)
})

test('all addresses of a network of 64 bits count as one, and no two networks do', () => {
  const group = fc.nat({ max: 0xffff }).map((number) => number.toString(16))
  const groups = fc.array(group, { minLength: 4, maxLength: 4 }).map((list) => list.join(':'))
  fc.assert(
    fc.property(groups, groups, groups, groups, (network, other, host, another) => {
      // An IPv4 address that IPv6 carries is a client of its own.
      fc.pre(!/^0:0:0:0$/.test(network) && !/^0:0:0:0$/.test(other))
      expect(addressKey(`${network}:${host}`)).toBe(addressKey(`${network}:${another}`))
      if (network !== other) expect(addressKey(`${network}:${host}`)).not.toBe(addressKey(`${other}:${host}`))
    }),
  )
})

test('no text makes it throw, and no text makes a long key', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.ipV4()), (address) => {
      expect(addressKey(address).length).toBeLessThan(30)
    }),
  )
})
