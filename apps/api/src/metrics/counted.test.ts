import type { PlayUrls } from '@kaibo/live-core'
import { beforeEach, expect, test } from 'vitest'
import { KaiboError } from '../http/kaibo-error.ts'
import type { RoomJournal } from '../room/room-journal.ts'
import { StoreUnavailableError } from '../storage/store-error.ts'
import { stubHandlers } from '../testing/stub-app.ts'
import { type ApiMeasures, apiMeasures } from './api-measures.ts'
import { countedCallbacks } from './counted-callbacks.ts'
import { countedStreams } from './counted-streams.ts'
import { Registry } from './registry.ts'
import { repairingJournal } from './repairing-journal.ts'

let registry: Registry
let measures: ApiMeasures
beforeEach(() => {
  registry = new Registry()
  measures = apiMeasures(registry)
})

const counted = async () => (await registry.text()).split('\n').filter((line) => /^[^#]/.test(line))

test('callbacks count by what became of them, refused and failed ones too, and fail as before', async () => {
  const results = [
    async () => 'conflict' as const,
    () => Promise.reject(new KaiboError('callback_rejected', 'forged')),
    () => Promise.reject(new StoreUnavailableError('away')),
    () => Promise.reject(new Error('a mistake')),
  ]
  for (const receive of results) {
    const { callbacks } = countedCallbacks({ callbacks: { receive } }, measures.callbacks)
    await callbacks?.receive('path', Buffer.alloc(0)).catch(() => {})
  }
  const { srsHooks, callbacks } = countedCallbacks(
    { srsHooks: { receive: async () => false } },
    measures.callbacks,
  )
  const source = { address: '127.0.0.1', isForwarded: false }
  expect(await srsHooks?.receive('path', source, Buffer.alloc(0))).toBe(false)
  expect(callbacks).toBeUndefined()
  expect(await counted()).toEqual([
    'kaibo_callbacks_total{provider="tencent-css",outcome="conflict"} 1',
    'kaibo_callbacks_total{provider="tencent-css",outcome="callback_rejected"} 1',
    'kaibo_callbacks_total{provider="tencent-css",outcome="unavailable"} 1',
    'kaibo_callbacks_total{provider="tencent-css",outcome="internal"} 1',
    'kaibo_callbacks_total{provider="srs",outcome="refused"} 1',
  ])
})

test('requests for URLs count by what was answered', async () => {
  let answer: PlayUrls = { playable: false, reason: 'waiting' }
  const { issuePushUrl, issuePlayUrls } = countedStreams(
    {
      issuePushUrl: () => Promise.reject(new KaiboError('publisher_busy', 'Busy.')),
      issuePlayUrls: async () => answer,
    },
    measures.urls,
  )
  const request = {} as Parameters<typeof issuePlayUrls>[0] & Parameters<typeof issuePushUrl>[0]
  await expect(issuePushUrl(request)).rejects.toMatchObject({ code: 'publisher_busy' })
  expect(await issuePlayUrls(request)).toBe(answer)
  answer = await stubHandlers.issuePlayUrls(request)
  await issuePlayUrls(request)
  await countedStreams(stubHandlers, measures.urls).issuePushUrl(request)
  expect(await counted()).toEqual([
    'kaibo_url_requests_total{kind="push",outcome="publisher_busy"} 1',
    'kaibo_url_requests_total{kind="play",outcome="not_playable"} 1',
    'kaibo_url_requests_total{kind="play",outcome="issued"} 1',
    'kaibo_url_requests_total{kind="push",outcome="issued"} 1',
  ])
})

test('an answer of the provider counts as a repair only when it changed the room’s phase', async () => {
  const phases = [
    ['live', 'live'],
    ['live', 'interrupted'],
    ['unstarted', 'live'],
    ['live', undefined],
  ] as const
  for (const [from, to] of phases) {
    const append: RoomJournal['append'] = async (_room, _now, write) => {
      await write({} as never, { phase: from } as never)
      return to && ({ phase: to } as never)
    }
    await repairingJournal({ append }, measures.repairs).append('room_1', 0, async () => {})
  }
  expect(await counted()).toEqual([
    'kaibo_room_repairs_total{from="live",to="interrupted"} 1',
    'kaibo_room_repairs_total{from="unstarted",to="live"} 1',
  ])
})
