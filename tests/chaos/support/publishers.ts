import { heartbeatAnswer, pushUrl } from '@kaibo/live-core'
import type { ApiClient } from '../../support/api-client.ts'
import { streamNameOf } from '../../support/callbacks.ts'

/** One of a broadcaster's devices, with the node that it happens to reach. */
export type Device = { client: ApiClient; deviceId: string }

/** What a device was answered when it asked to publish, and after how many milliseconds. */
export type Verdict = { status: number; stream: string; ms: number }

export async function askToPublish(
  { client, deviceId }: Device,
  roomId: string,
  { takeOver = false } = {},
): Promise<Verdict> {
  const askedAtMs = performance.now()
  const body = { deviceId, ...(takeOver ? { takeOver } : {}) }
  const answer = await client.send(`/v1/rooms/${roomId}/push-url`, { body })
  const ms = performance.now() - askedAtMs
  const stream = answer.status === 200 ? streamNameOf(pushUrl.parse(answer.body).url) : ''
  return { status: answer.status, stream, ms }
}

/** Whether the device learns with a heartbeat that its push URL leads nowhere any more. */
export async function knowsItLost({ client, deviceId }: Device, roomId: string): Promise<boolean> {
  const answer = await client.send(`/v1/rooms/${roomId}/heartbeat`, { body: { deviceId, pushing: true } })
  const { publisher, pushUrlReplaced } = heartbeatAnswer.parse(answer.body)
  return publisher === 'other-device' && pushUrlReplaced === 'taken-over'
}
