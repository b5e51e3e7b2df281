import { expect, test } from 'vitest'
import { parseCallbackUrl } from './callback-url.ts'

test.each([
  'http://127.0.0.1:7100/v1/cb/x',
  'http://localhost:1/',
  'http://[::1]:7100/a',
  'http://127.9.9.9/',
])('accepts %s', (url) => {
  expect(parseCallbackUrl(url).href).toBe(new URL(url).href)
})

test.each([
  '',
  'not a url',
  '/v1/callbacks',
  'https://127.0.0.1/',
  'ftp://127.0.0.1/',
  'http://example.com/',
  'http://127.0.0.1.example.com/',
  'http://10.0.0.1/',
  'http://0.0.0.0/',
  'http://user:password@127.0.0.1/',
])('refuses %j, in words', (url) => {
  expect(() => parseCallbackUrl(url)).toThrow(/callback URL/)
})
