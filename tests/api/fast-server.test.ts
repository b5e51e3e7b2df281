import { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { send } from '../support/api-client.ts'
import { type Kaibo, startKaibo } from '../support/kaibo.ts'

let kaibo: Kaibo
beforeAll(async () => {
  kaibo = await startKaibo()
})
afterAll(() => kaibo?.stop())

// Changing the prototype of every request is what makes stock Express five times slower.
test('the running API changes no prototype of a request or an answer', async () => {
  const setPrototypeOf = Object.setPrototypeOf
  const changes: boolean[] = []
  const spy = vi
    .spyOn(Object, 'setPrototypeOf')
    .mockImplementation((target: object, prototype: object | null) => {
      if (target instanceof IncomingMessage || target instanceof ServerResponse) {
        changes.push(Object.getPrototypeOf(target) !== prototype)
      }
      return setPrototypeOf(target, prototype)
    })
  try {
    expect((await send(kaibo.api.address, '/healthz')).status).toBe(200)
    expect((await send(kaibo.api.address, '/v1/rooms')).status).toBe(401)
  } finally {
    spy.mockRestore()
  }
  expect(changes.length).toBeGreaterThanOrEqual(4)
  expect(changes).not.toContain(true)
})
