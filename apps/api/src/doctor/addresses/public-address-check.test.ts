import { expect, test } from 'vitest'
import { domainList } from '../report/domain-list.ts'
import { publicAddressCheck } from './public-address-check.ts'

test.each([
  [undefined, undefined, 'unknown public-address.absent'],
  ['https://api.kaibo.test', undefined, 'ok public-address.ok'],
  ['https://api.kaibo.test:8443/base', undefined, 'ok public-address.ok'],
  ['http://127.0.0.1:7100', undefined, 'ok public-address.local'],
  ['http://api.kaibo.test', undefined, 'wrong public-address.http'],
  ['https://203.0.113.7', undefined, 'wrong public-address.ip'],
  ['https://[2001:db8::1]', undefined, 'wrong public-address.ip'],
  ['https://api.kaibo.test', 'https://api.kaibo.test/', 'ok public-address.ok'],
  ['https://api.kaibo.test', 'https://old.kaibo.test', 'warn public-address.client-differs'],
])('%s, called by clients at %s, is %s', async (publicBaseUrl, clientBaseUrl, expected) => {
  const [finding] = await publicAddressCheck({ publicBaseUrl, clientBaseUrl }).run()
  expect(`${finding?.verdict} ${finding?.code}`).toBe(expected)
})

test('the domain list is the origin alone, https for requests and wss for sockets', () => {
  expect(domainList('https://api.kaibo.test:8443/base')).toEqual({
    request: ['https://api.kaibo.test:8443'],
    socket: ['wss://api.kaibo.test:8443'],
    uploadFile: ['https://api.kaibo.test:8443'],
    downloadFile: ['https://api.kaibo.test:8443'],
  })
})

test('what WeChat would not take is not listed', () => {
  for (const url of [undefined, 'http://127.0.0.1:7100']) {
    expect(Object.values(domainList(url)).flat()).toEqual([])
  }
})
