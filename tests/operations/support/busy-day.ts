import type { Sandbox } from '@kaibo/sandbox'
import { ApiClient, send } from '../../support/api-client.ts'
import { postCallback, pushCallback, streamNameOf } from '../../support/callbacks.ts'
import { freshCode } from '../../support/login-code.ts'
import { until } from '../../support/poll.ts'

/** What passed through the API on a busy day, and belongs to one person or one request. */
export type Day = { roomId: string; streamName: string; personal: string[] }

/** A bit of everything that an API answers, refuses and fails at, in a few seconds. Leaves the sandbox without faults. */
export async function busyDay(address: string, sandbox: Sandbox): Promise<Day> {
  const codes = [freshCode('busy-owner'), freshCode('busy-viewer'), freshCode('busy-late')] as const
  const owner = await ApiClient.logIn(address, codes[0])
  const viewer = await ApiClient.logIn(address, codes[1])
  const { id } = await owner.createRoom({ title: 'canary-title' })
  const { url } = await owner.pushUrl(id)
  const streamName = streamNameOf(url)
  const { searchParams, search } = new URL(url)
  const word = (type: 'started' | 'ended', fields: Record<string, unknown> = {}) => ({
    ...pushCallback(streamName, {
      type,
      sequence: '42',
      seconds: Math.floor(Date.now() / 1000),
      param: search.slice(1),
    }),
    ...fields,
  })
  for (const body of [
    word('started'),
    word('started'),
    word('started', { sign: 'canary-sign' }),
    word('started', { stream_id: 'canary-stream' }),
    word('started', { sequence: { canary: 'sequence' } }),
    word('started', { event_type: 100, file_url: 'https://canary.example.test/file' }),
  ])
    await postCallback(address, body)
  const play = await viewer.playUrls(id)
  if (!play.playable) throw new Error('The room should be live')
  await viewer.refused(`/v1/rooms/${id}/push-url`, { body: { deviceId: 'canary-device' } })
  await viewer.refused('/v1/rooms', { body: { title: '', canary: 'field' } })
  await viewer.refused('/v1/rooms', { body: '{"canary-json":' })
  await viewer.refused('/v1/rooms', { headers: { authorization: 'Bearer canary-authorization' } })
  await viewer.refused('/canary-path?canary=query')
  await send(address, '/v1/callbacks/tencent-css/canary-word', { body: word('ended') })

  // Outside services fail in every way that leaves a trace in the log.
  for (const failure of ['unauthorized', 'garbage', 'redirect'] as const) {
    sandbox.faults.set({ cloud: { failure }, wechat: { failure: 'garbage' } })
    await owner.pushUrl(id, { reason: 'reconnect' })
    await send(address, '/v1/sessions', { body: { code: codes[2] } })
  }
  sandbox.faults.clear()
  await postCallback(address, word('ended'))
  await until(async () => ((await viewer.getRoom(id)).status === 'interrupted' ? true : undefined), {
    what: 'the interruption',
  })
  await owner.endRoom(id)
  const signatures = [url, play.flv, play.rtmp, play.hls.url].map(
    (signed) => new URL(signed).searchParams.get('txSecret') ?? '',
  )
  const token = searchParams.get('kaibo') ?? ''
  return { roomId: id, streamName, personal: [...codes, owner.token, viewer.token, ...signatures, token] }
}
