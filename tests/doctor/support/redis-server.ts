import { type AddressInfo, createServer } from 'node:net'

/** As much of Redis as logging in and a ping take. */
export type RedisServer = { port: number; close(): Promise<void> }

/** @param password without one, nobody has to log in */
export async function startRedisServer(password?: string): Promise<RedisServer> {
  const server = createServer((socket) => {
    let isIn = password === undefined
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
      // Words of a command stand between lengths: *2 $4 AUTH $6 secret.
      const words = text.split('\r\n').filter((line) => line !== '' && !/^[*$]\d+$/.test(line))
      text = ''
      for (const [index, word] of words.entries()) {
        if (word === 'AUTH') {
          isIn = words[index + 1] === password
          socket.write(isIn ? '+OK\r\n' : '-WRONGPASS invalid username-password pair\r\n')
        }
        if (word === 'PING') socket.write(isIn ? '+PONG\r\n' : '-NOAUTH Authentication required.\r\n')
      }
    })
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
