import { type Operation, type OperationName, operations } from '@kaibo/live-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectError } from '../testing/expect-error.ts'
import { openStubApp, type StubApp, stubRoom, stubUser, withSession } from '../testing/stub-app.ts'
import { createTakeTurn, timesPerMinute } from './operation-limits.ts'
import { rateLimited } from './rate-limited.ts'
import type { LimitedUse } from './rate-limiter.ts'

const limits = {
  loginCallsPerMinute: 60,
  roomsPerMinute: 20,
  pushUrlsPerMinute: 30,
  textChangesPerMinute: 25,
}

describe('the limits of operations', () => {
  test('are these, and each is declared in the contract', () => {
    expect(timesPerMinute(limits)).toEqual({
      createRoom: 20,
      issuePushUrl: 30,
      updateRoom: 25,
      updateMe: 25,
    })
    for (const name of Object.keys(timesPerMinute(limits)) as OperationName[]) {
      const { errors, access }: Operation = operations[name]
      expect(errors).toContain('rate_limited')
      expect(['anyone', 'service']).not.toContain(access.by)
    }
  })

  test('count by person, and leave alone what must never be refused: play URLs and heartbeats', async () => {
    const uses: LimitedUse[] = []
    const limiter = { take: async (use: LimitedUse) => void uses.push(use) }
    const takeTurn = createTakeTurn(limiter, limits)
    for (const name of Object.keys(operations) as OperationName[]) {
      await takeTurn(name, { ...stubUser, role: 'operator' })
    }
    expect(uses).toHaveLength(4)
    expect(uses).toEqual(
      expect.arrayContaining([
        { name: 'createRoom', by: stubUser.id, times: 20 },
        { name: 'issuePushUrl', by: stubUser.id, times: 30 },
        { name: 'updateRoom', by: stubUser.id, times: 25 },
        { name: 'updateMe', by: stubUser.id, times: 25 },
      ]),
    )
  })
})

describe('a call over its limit', () => {
  let app: StubApp
  const turns: string[] = []
  beforeAll(async () => {
    app = await openStubApp(
      {},
      {
        async takeTurn(name) {
          turns.push(name)
          if (name === 'issuePushUrl') throw rateLimited(12_345)
        },
      },
    )
  })
  afterAll(() => app.close())

  test('is answered 429 with the seconds to wait, before its body is read', async () => {
    const answer = await app.send(`/v1/rooms/${stubRoom.id}/push-url`, {
      method: 'POST',
      headers: { ...withSession, 'content-type': 'application/json' },
      body: '{"broken',
    })
    expectError(answer, 'rate_limited')
    expect(answer.headers['retry-after']).toBe('13')
  })

  test('without a session is not counted: nobody spends another’s turns', async () => {
    turns.length = 0
    expectError(await app.send(`/v1/rooms/${stubRoom.id}/push-url`, { method: 'POST' }), 'unauthenticated')
    expect(turns).toEqual([])
  })
})
