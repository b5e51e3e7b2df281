import { expect, it } from 'vitest'
import type { CallAsUser } from './sessions.ts'
import { createStreams } from './streams.ts'

function streamsWith() {
  const sent: unknown[] = []
  const call = async (name: string, parts: { body?: unknown }) => {
    sent.push([name, parts.body])
    return undefined
  }
  // The fake answers by name what the real one answers by name and type.
  return { streams: createStreams(call as CallAsUser, () => 'device-1'), sent }
}

it('names the device with every question for a push URL, and takes over only when told to', async () => {
  const { streams, sent } = streamsWith()
  await streams.issuePushUrl('room', { reason: 'start', takeOver: false })
  await streams.issuePushUrl('room', { reason: 'reconnect', takeOver: true })
  expect(sent).toEqual([
    ['issuePushUrl', { reason: 'start', deviceId: 'device-1' }],
    ['issuePushUrl', { reason: 'reconnect', deviceId: 'device-1', takeOver: true }],
  ])
})

it('sends heartbeats of this device', async () => {
  const { streams, sent } = streamsWith()
  await streams.sendHeartbeat('room', true)
  expect(sent).toEqual([['sendHeartbeat', { deviceId: 'device-1', pushing: true }]])
})

it('says that a picture stopped only when it did', async () => {
  const { streams, sent } = streamsWith()
  await streams.issuePlayUrls('room', false)
  await streams.issuePlayUrls('room', true)
  expect(sent).toEqual([
    ['issuePlayUrls', {}],
    ['issuePlayUrls', { stalled: true }],
  ])
})
