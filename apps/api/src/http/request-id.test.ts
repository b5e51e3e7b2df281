import { describe, expect, test } from 'vitest'
import { openStubApp, type StubApp } from '../testing/stub-app.ts'
import { readRequestId } from './request-id.ts'

describe('the id of a request from a proxy', () => {
  test.each([
    ['a UUID', '0f8fad5b-d9cb-469f-a165-70867728950e'],
    ['32 hexadecimal digits', '7F1A5d2e9b3c4a60817263544536271a'],
    ['16 of them', '0123456789abcdef'],
    ['64 of them', 'ab'.repeat(32)],
  ])('is taken when it is %s', (_, id) => {
    expect(readRequestId(id)).toBe(id)
  })

  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['short', '0123456789abcde'],
    ['long', 'a'.repeat(65)],
    ['a word', 'my-favourite-request'],
    ['a session token', 'kJ3v-zQx0Yb1nL5mT8wR2cU7dE4fG6hI9jK0lM1nO2p'],
    ['two ids', '0123456789abcdef, 0123456789abcdef'],
    ['a line end and another line', '0123456789abcdef\n{"level":60}'],
    ['dashes only', '----------------'],
    ['several headers', ['0123456789abcdef', '0123456789abcdef']],
  ])('is not taken when it is %s', (_, id) => {
    expect(readRequestId(id)).toBeUndefined()
  })
})

describe('an answer', () => {
  const given = '0f8fad5b-d9cb-469f-a165-70867728950e'
  const ask = async (app: StubApp, requestId: string) => {
    const { headers } = await app.send('/healthz', { headers: { 'x-request-id': requestId } })
    return headers['x-request-id']
  }

  test('carries the well-formed id that came with the request, and else one of our own', async () => {
    const app = await openStubApp()
    expect(await ask(app, given)).toBe(given)
    expect(await ask(app, 'chosen by somebody')).toMatch(/^[0-9a-f-]{36}$/)
    await app.close()
  })
})
