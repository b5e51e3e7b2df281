import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Refusal } from '../access/refusal.ts'

/** The HTTP status of a refusal, for a request as for an upgrade. */
export const REFUSAL_STATUS: Readonly<Record<Refusal['kind'], number>> = {
  forbidden: 403,
  'not-found': 404,
  taken: 409,
  unavailable: 503,
}

export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

// How long somebody who is sending may take to read an answer before the connection is cut.
const FAREWELL_MS = 1_000

const TEXT_HEADERS = {
  'Content-Type': 'text/plain; charset=utf-8',
  'X-Content-Type-Options': 'nosniff',
} as const

export function answerText(response: ServerResponse, status: number, line: string): void {
  response.writeHead(status, TEXT_HEADERS)
  response.end(`${line}\n`)
}

/**
 * Answers a request whose body is still coming. What comes is thrown away for a moment: closing at once would
 * reset the connection and take the answer along.
 */
export function answerUnread({ request, response }: Exchange, status: number, line: string): void {
  const body = `${line}\n`
  response.writeHead(status, {
    ...TEXT_HEADERS,
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  })
  response.write(body)
  const timer = setTimeout(() => request.destroy(), FAREWELL_MS)
  request.once('close', () => clearTimeout(timer))
  request.once('end', () => response.end())
  request.resume()
}

/** Answers an upgrade that is refused; Node has let go of the socket by then, so this is written by hand. */
export function refuseUpgrade(socket: Duplex, status: number, line: string): void {
  const body = `${line}\n`
  const headers = { ...TEXT_HEADERS, 'Content-Length': Buffer.byteLength(body), Connection: 'close' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.on('error', () => socket.destroy())
  socket.once('finish', () => socket.destroy())
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'))
}
