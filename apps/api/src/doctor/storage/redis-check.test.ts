import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { redisCheck } from './redis-check.ts'

let server: Server | undefined
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

/** A server that answers whatever comes with these words. */
async function verdictOf(answer: string | ((socket: Socket) => void), login = '') {
  const received: string[] = []
  server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      received.push(chunk.toString())
      if (typeof answer === 'string') socket.write(answer)
      else answer(socket)
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const [finding] = await redisCheck(`redis://${login}127.0.0.1:${port}`).run()
  return { verdict: `${finding?.verdict} ${finding?.code}`, received: received.join('') }
}

test('a Redis that answers is right', async () => {
  const { verdict, received } = await verdictOf('+PONG\r\n')
  expect([verdict, received]).toEqual(['ok redis.ok', '*1\r\n$4\r\nPING\r\n'])
})

test('user and password of the URL log in first', async () => {
  const { verdict, received } = await verdictOf('+OK\r\n+PONG\r\n', 'kaibo:p%40ss@')
  expect(verdict).toBe('ok redis.ok')
  expect(received).toBe('*3\r\n$4\r\nAUTH\r\n$5\r\nkaibo\r\n$4\r\np@ss\r\n*1\r\n$4\r\nPING\r\n')
})

test.each([
  ['-NOAUTH Authentication required.\r\n', 'wrong redis.password'],
  ['-WRONGPASS invalid username-password pair\r\n', 'wrong redis.password'],
  ['-LOADING Redis is loading the dataset in memory\r\n', 'unknown redis.unclear'],
  ['SSH-2.0-OpenSSH_9.2p1\r\n', 'wrong redis.not-redis'],
  ['HTTP/1.1 400 Bad Request\r\n\r\n', 'wrong redis.not-redis'],
  [`+${'x'.repeat(10_000)}`, 'wrong redis.not-redis'],
])('%j is %s', async (answer, verdict) => {
  expect((await verdictOf(answer)).verdict).toBe(verdict)
})

test('a connection that ends without a word is told', async () => {
  expect((await verdictOf((socket) => socket.end())).verdict).toBe('wrong redis.silent')
})

test.each([
  [undefined, 'ok redis.unused'],
  ['127.0.0.1:6379', 'wrong redis.url'],
  ['http://127.0.0.1', 'wrong redis.url'],
])('REDIS_URL %s is %s', async (url, verdict) => {
  const [finding] = await redisCheck(url).run()
  expect(`${finding?.verdict} ${finding?.code}`).toBe(verdict)
})
