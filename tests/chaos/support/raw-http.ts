import { connect } from 'node:net'

const PATIENCE_MS = 20_000

/** The status and text of an answer; status 0: the connection was closed without one. */
export type RawHttpAnswer = { status: number; text: string }

/** Sends bytes that no HTTP client would send, over a connection of their own, and reads until the server closes it. */
export function sendRaw(address: string, bytes: Buffer): Promise<RawHttpAnswer> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: PATIENCE_MS })
    const chunks: Buffer[] = []
    let failure: Error | undefined
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('timeout', () => socket.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)))
    // A server that refuses early resets a connection that still sends: what it said counts.
    socket.on('error', (error) => {
      failure = error
    })
    socket.on('close', () => {
      const answer = parse(Buffer.concat(chunks).toString('utf8'))
      if (answer.status === 0 && failure?.message.startsWith('no answer')) reject(failure)
      else resolve(answer)
    })
    socket.write(bytes)
  })
}

function parse(text: string): RawHttpAnswer {
  const [, status = '0', rest = ''] = /^HTTP\/1\.1 (\d{3})([\s\S]*)$/.exec(text) ?? []
  // The go-ahead for a body comes before the answer.
  const isInterim = status.startsWith('1')
  return isInterim ? parse(rest.slice(rest.indexOf('\r\n\r\n') + 4)) : { status: Number(status), text }
}
