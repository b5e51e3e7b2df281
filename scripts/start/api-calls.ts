import { randomUUID } from 'node:crypto'
import { UserError } from '../lib/user-error.ts'

const TIMEOUT_MS = 10_000

/** What a player can open, and until when it can begin to. */
export type PlayUrl = { flv: string; expiresAt: string }

const request = async (method: 'GET' | 'POST' | 'PUT', url: string, body?: object, token?: string) => {
  const response = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const text = await response.text()
  if (!response.ok) {
    throw new UserError(`${method} ${new URL(url).pathname} was answered ${response.status}: ${text}`)
  }
  return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
}

/** Tells the sandbox where callbacks go, as one tells Tencent Cloud's console once. */
export const setCallbackUrl = async (services: string, callbackUrl: string): Promise<void> => {
  await request('PUT', `${services}/control/callback-url`, { url: callbackUrl })
}

/** Logs in as a viewer and asks for the room's title and a play URL, as the mini-program does. */
export const lookAtRoom = async (api: string, roomId: string): Promise<{ title: string; play: PlayUrl }> => {
  const { token } = await request('POST', `${api}/v1/sessions`, { code: `dev-viewer.${randomUUID()}` })
  const room = await request('GET', `${api}/v1/rooms/${roomId}`, undefined, String(token))
  const play = await request('POST', `${api}/v1/rooms/${roomId}/play-urls`, {}, String(token))
  if (play.playable !== true) throw new UserError(`The demo room cannot be played: it is ${play.reason}.`)
  return {
    title: String(room.title),
    play: { flv: String(play.flv), expiresAt: String(play.expiresAt) },
  }
}

/** Whether a Kaibo API answers there. */
export const isAlive = async (api: string): Promise<boolean> => {
  try {
    return (await fetch(`${api}/healthz`, { signal: AbortSignal.timeout(1_000) })).ok
  } catch {
    return false
  }
}
