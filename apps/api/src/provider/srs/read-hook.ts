import { isStreamName } from '../../stream/stream-name.ts'
import type { PushEvent } from '../provider-callback.ts'
import { TOKEN_PARAMETER } from '../tencent-css/signed-urls.ts'
import { type HookBody, hookBody } from './hook-body.ts'
import { type TxVerdict, verifyTx } from './verify-tx.ts'

/** What hooks are judged by: the one AppName, and the keys of both sides, primary and backup. */
export type HookRules = { appName: string; pushKeys: readonly string[]; playKeys: readonly string[] }

/**
 * What a hook of SRS turned out to be. SRS asks before it lets a publisher or player in, so `push.started` and `play`
 * are questions; the rest is news.
 */
export type SrsHook =
  | { kind: 'unreadable' }
  /** The URL does not give the right that is asked for. */
  | { kind: 'refused'; why: Exclude<TxVerdict, 'ok'> | 'app' | 'stream' | 'server' }
  | { kind: 'push'; event: PushEvent }
  | { kind: 'play' }
  /** An action that changes nothing here. */
  | { kind: 'ignored' }

export type ReadHook = (rawBody: Buffer, nowMs: number) => SrsHook

/** Reads a hook at the time `nowMs`. Never throws for any bytes. */
export function readHook(rawBody: Buffer, nowMs: number, rules: HookRules): SrsHook {
  const body = parse(rawBody)
  if (!body) return { kind: 'unreadable' }
  const { action } = body
  if (action !== 'on_publish' && action !== 'on_unpublish' && action !== 'on_play') return { kind: 'ignored' }
  if (body.app !== rules.appName) return { kind: 'refused', why: 'app' }
  // Over HLS the name comes with the file's ending: a URL gives the stream, whatever carries it.
  const streamName = action === 'on_play' ? body.stream.replace(/\.(m3u8|flv)$/, '') : body.stream
  if (!isStreamName(streamName)) return { kind: 'refused', why: 'stream' }
  // An end is news, however long the URL has expired.
  if (action === 'on_unpublish') return toPush(body, 'push.ended', nowMs)
  const keys = action === 'on_publish' ? rules.pushKeys : rules.playKeys
  const verdict = verifyTx({ keys, streamName, query: queryOf(body), nowMs })
  if (verdict !== 'ok') return { kind: 'refused', why: verdict }
  return action === 'on_play' ? { kind: 'play' } : toPush(body, 'push.started', nowMs)
}

function parse(rawBody: Buffer): HookBody | undefined {
  try {
    return hookBody.safeParse(JSON.parse(rawBody.toString('utf8'))).data
  } catch {
    return undefined
  }
}

/**
 * A hook tells no time: it is called at the moment itself. The push session's name is the connection's, within one run
 * of SRS, since another run may name another connection alike.
 */
function toPush(body: HookBody, type: PushEvent['type'], nowMs: number): SrsHook {
  const run = body.service_id ?? body.server_id
  if (run === undefined) return { kind: 'refused', why: 'server' }
  const token = new URLSearchParams(queryOf(body)).get(TOKEN_PARAMETER)
  return {
    kind: 'push',
    event: {
      streamName: body.stream,
      type,
      sequence: `${run}.${body.client_id}`,
      occurredAtMs: nowMs,
      ...(token ? { token } : {}),
      details: {},
    },
  }
}

const queryOf = ({ param }: HookBody): string => param.replace(/^\?/, '')
