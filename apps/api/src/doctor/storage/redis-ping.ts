import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** How Redis answered: `pong`, or its own error's first word, such as `NOAUTH`. */
export type RedisAnswer = { kind: 'pong' } | { kind: 'refused'; code: string } | { kind: 'not-redis' }

/** Redis did not answer. `code` is of the system, such as `ECONNREFUSED`. */
export class NoRedisError extends Error {
  override name = 'NoRedisError'
  readonly code: string

  constructor(code: string) {
    super(`Redis does not answer: ${code}`)
    this.code = code
  }
}

const TIMEOUT_MS = 3_000
const LONGEST_ANSWER = 4_096

/** Logs in where the URL says so, and pings. Rejects with `NoRedisError`. */
export function pingRedis(url: string): Promise<RedisAnswer> {
  const { protocol, hostname, port, username, password } = new URL(url)
  const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || 6379 }
  const login = loginOf(decodeURIComponent(username), decodeURIComponent(password))
  return new Promise((resolve, reject) => {
    const socket: Socket =
      protocol === 'rediss:' ? connectTls({ ...target, servername: target.host }) : connectTcp(target)
    const fail = (code: string) => {
      socket.destroy()
      reject(new NoRedisError(code))
    }
    const timer = setTimeout(() => fail('ETIMEDOUT'), TIMEOUT_MS)
    socket.once('close', () => {
      clearTimeout(timer)
      fail('ECONNRESET')
    })
    socket.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name))
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      const answer = read(text, login.length + 1)
      if (answer === undefined) return
      resolve(answer)
      socket.destroy()
    })
    socket.write([...login, ['PING']].map(encode).join(''))
  })
}

const loginOf = (username: string, password: string): string[][] =>
  password === '' ? [] : [['AUTH', ...(username === '' ? [] : [username]), password]]

/** A command in Redis's protocol (RESP): an array of strings, each with its length. */
const encode = (words: readonly string[]): string =>
  [`*${words.length}`, ...words.flatMap((word) => [`$${Buffer.byteLength(word)}`, word]), ''].join('\r\n')

/** Undefined while lines are missing. The first error decides. */
function read(text: string, expected: number): RedisAnswer | undefined {
  const lines = text.split('\r\n').slice(0, -1)
  const error = lines.find((line) => line.startsWith('-'))
  if (error !== undefined) return { kind: 'refused', code: /^-([A-Z]+)/.exec(error)?.[1] ?? 'ERR' }
  const isRedis = text === '' || text.startsWith('+')
  if (!isRedis || text.length > LONGEST_ANSWER) return { kind: 'not-redis' }
  if (lines.length < expected) return undefined
  return lines.at(-1) === '+PONG' ? { kind: 'pong' } : { kind: 'not-redis' }
}
