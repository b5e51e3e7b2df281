import { gzipSync } from 'node:zlib'
import type { Behaviour } from './outside-server.ts'

/** An orderly answer. */
export const answering =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Behaviour =>
  (res) => {
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
    res.writeHead(status, headers).end(isRaw ? body : JSON.stringify(body))
  }

/** Takes the request and never says anything. */
export const hanging: Behaviour = () => {}

export const resetting: Behaviour = (res) => res.socket?.resetAndDestroy()

export const closing: Behaviour = (res) => res.socket?.destroy()

/** Promises more than comes. */
export const breakingOff: Behaviour = (res) => {
  res.writeHead(200, { 'content-length': '100' }).write('{"half":')
  res.socket?.end()
}

/** One byte and another, for ever, so that a limit between two bytes is never reached. */
export const dripping: Behaviour = (res) => {
  res.writeHead(200)
  const timer = setInterval(() => res.write(' '), 5)
  res.on('close', () => clearInterval(timer))
}

export const notHttp: Behaviour = (res) => res.socket?.end('SSH-2.0-OpenSSH_9.2p1\r\n')

/** Sends without an end, as fast as it is taken. */
export const flooding: Behaviour = (res) => {
  const more = () => {
    while (res.write('x'.repeat(16_384)));
  }
  res.on('drain', more)
  res.writeHead(200)
  more()
}

/** 10 kB on the wire, 10 MB unpacked. */
export const bombing: Behaviour = (res) => {
  res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10_000_000, ' ')))
}

export const redirecting =
  (location: string, status = 302): Behaviour =>
  (res) => {
    res.writeHead(status, { location }).end('elsewhere')
  }
