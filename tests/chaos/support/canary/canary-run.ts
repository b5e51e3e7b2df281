import { createHash } from 'node:crypto'
import type { Sandbox } from '@kaibo/sandbox'
import { pushCallback, streamNameOf } from '../../../support/callbacks.ts'
import { until } from '../../../support/poll.ts'
import { atOnce, upTo } from '../at-once.ts'
import type { Dice } from '../dice.ts'
import { readCalls } from '../fuzz/document.ts'
import { fuzzRequest } from '../fuzz/fuzzer.ts'
import { startPush } from '../push.ts'
import { sendRaw } from '../raw-http.ts'
import type { CanaryKeys } from './canaries.ts'
import type { OverheardApi } from './overheard-api.ts'
import type { WechatStub } from './wechat-stub.ts'

export type CanaryWorld = { api: OverheardApi; sandbox: Sandbox; wechat: WechatStub; keys: CanaryKeys }

const FUZZ_LANES = 8

/** A show from the log-in to the end, with two devices and viewers whose picture stalls. */
export async function playShow({ api, sandbox }: CanaryWorld, name: string): Promise<void> {
  const owner = await api.logIn(`${name}-owner`)
  const viewer = await api.logIn(`${name}-viewer`)
  const id = await api.createRoom(owner)
  const url = await api.pushUrl(owner, id, { deviceId: 'device-one' })
  const push = await startPush(url, sandbox.addresses)
  await shows(api, { token: viewer, id, status: 'live' })
  for (const body of [{}, { stalled: true }, { stalled: true }, { stalled: true }])
    await api.playUrls(viewer, id, body)
  await api.send(`/v1/rooms/${id}/heartbeat`, {
    token: owner,
    body: { deviceId: 'device-one', pushing: true },
  })
  await api.send(`/v1/rooms/${id}/push-url`, { token: owner, body: { deviceId: 'device-two' } })
  const taken = await api.pushUrl(owner, id, { deviceId: 'device-two', takeOver: true })
  push.vanish()
  const second = await startPush(taken, sandbox.addresses)
  await shows(api, { token: viewer, id, status: 'live' })
  await api.pushUrl(owner, id, { deviceId: 'device-two', reason: 'reconnect' })
  await second.finish()
  for (const token of [owner, viewer]) {
    for (const path of ['push-url', 'end', 'heartbeat']) {
      const body = path === 'heartbeat' ? { deviceId: 'device-one', pushing: false } : {}
      if (token === viewer || path !== 'push-url') await api.send(`/v1/rooms/${id}/${path}`, { token, body })
    }
    for (const path of ['', '/timeline']) await api.send(`/v1/rooms/${id}${path}`, { token })
    await api.send('/v1/rooms?limit=100', { token })
  }
}

/** Every outside service in every trouble, and callbacks that are forged, broken, stale, or about something else. */
export async function makeTrouble({ api, sandbox, wechat, keys }: CanaryWorld): Promise<void> {
  for (const trouble of ['status', 'errcode', 'garbage'] as const) {
    wechat.trouble = trouble
    await api.send('/v1/sessions', { body: { code: `in-${trouble}` } })
  }
  wechat.trouble = 'none'
  const owner = await api.logIn('troubled-owner')
  const id = await api.createRoom(owner)
  const url = await api.pushUrl(owner, id)
  await startPush(url, sandbox.addresses)
  await shows(api, { token: owner, id, status: 'live' })
  for (const failure of ['error', 'reset', 'garbage', 'limit', 'redirect'] as const) {
    sandbox.faults.set({ cloud: { failure } })
    await api.pushUrl(owner, id, { reason: 'reconnect' })
  }
  sandbox.faults.clear()
  for (const authorization of [`bearer ${owner}`, `Bearer ${owner}x`, `Basic ${owner}`]) {
    await api.send('/v1/rooms', { headers: { authorization } })
  }
  await sendOddCallbacks(api, { keys, url })
}

async function sendOddCallbacks(
  api: OverheardApi,
  { keys, url }: { keys: CanaryKeys; url: string },
): Promise<void> {
  const path = `/v1/callbacks/tencent-css/${keys.callbackPath}`
  const param = new URL(url).search.slice(1)
  const push = signedEvent(keys, url)
  const odd = [
    { ...push, sign: keys.callbackKey },
    { ...push, sequence: param },
    { ...push, app: url },
    { ...push, errmsg: url, stream_param: `${param}&kaibo=again` },
    { ...push, ...signature(keys.callbackKey, Math.floor(Date.now() / 1000) - 5_000) },
    { ...push, event_type: 100, video_url: url, task: { urls: [url, JSON.stringify({ url })] } },
    { ...push, event_type: 141, message: `https://example.com/?url=${encodeURIComponent(url)}` },
    { ...push, event_type: 332, streamId: push.stream_id, url, stream_param: param },
    param,
  ]
  for (const body of odd) await api.send(path, { body })
  for (const more of ['x', '/x', '?x', '%']) await api.send(path + more, { body: push })
}

/** Requests of the fuzzer, whose answers are kept like all others. */
export async function fuzzAround(
  { api, keys }: CanaryWorld,
  { address, requests, dice }: { address: string; requests: number; dice: Dice },
): Promise<void> {
  const owner = await api.logIn('fuzzed-owner')
  const id = await api.createRoom(owner)
  const url = await api.pushUrl(owner, id)
  const calls = await readCalls(address)
  const inside = {
    token: owner,
    roomIds: [id],
    callbackPath: keys.callbackPath,
    signedEvent: () => signedEvent(keys, url),
  }
  await atOnce(upTo(requests), FUZZ_LANES, async () => {
    const request = fuzzRequest(calls, inside, dice)
    api.keep(request.target, (await sendRaw(address, request.bytes)).text)
  })
}

function signedEvent({ callbackKey }: CanaryKeys, url: string): Record<string, unknown> {
  const seconds = Math.floor(Date.now() / 1000)
  const param = new URL(url).search.slice(1)
  const event = pushCallback(streamNameOf(url), { type: 'started', sequence: '17', seconds, param })
  return { ...event, ...signature(callbackKey, seconds + 600) }
}

const signature = (key: string, t: number) => ({
  t,
  sign: createHash('md5').update(`${key}${t}`).digest('hex'),
})

const shows = (api: OverheardApi, { token, id, status }: { token: string; id: string; status: string }) =>
  until(
    async () =>
      (await api.send(`/v1/rooms/${id}`, { token })).text.includes(`"status":"${status}"`) ? true : undefined,
    { what: `a room that is ${status}` },
  )
