import http from 'node:http'

/** Requests at a steady rate, whatever becomes of them. */
export type SteadyLoad = {
  sent(): number
  /** Every request that was not answered, or was answered with a server's error. */
  failures(): readonly string[]
  /** Sends no more, and resolves when the last answer has come. */
  stop(): Promise<void>
}

export type LoadRequest = {
  path: string
  headers: Record<string, string>
  /** Sent as JSON with a POST. */
  body?: unknown
  onAnswer?: (text: string) => void
}

const TICK_MS = 10
/** So many of the callers keep their connection, as a proxy does; each of the others is a phone that comes anew. */
const EVERY_FRESH = 4

export function startSteadyLoad(
  address: string,
  { perSecond, request }: { perSecond: number; request: (index: number) => LoadRequest },
): SteadyLoad {
  const kept = new http.Agent({ keepAlive: true, maxSockets: 16, scheduling: 'fifo' })
  const failures: string[] = []
  const running = new Set<Promise<void>>()
  let sent = 0
  const send = async (what: LoadRequest, agent: http.Agent | false) => {
    try {
      const { status, text } = await exchange(address, what, agent)
      if (status >= 500) failures.push(`${what.path}: ${status}`)
      else what.onAnswer?.(text)
    } catch (error) {
      failures.push(`${what.path}: ${error instanceof Error ? error.message : error}`)
    }
  }
  const startedAtMs = performance.now()
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAtMs) * perSecond) / 1000)
    while (sent < due) {
      const index = sent++
      const answered: Promise<void> = send(request(index), index % EVERY_FRESH === 0 ? false : kept).finally(
        () => running.delete(answered),
      )
      running.add(answered)
    }
  }, TICK_MS)
  return {
    sent: () => sent,
    failures: () => failures,
    async stop() {
      clearInterval(timer)
      await Promise.all(running)
      kept.destroy()
    },
  }
}

function exchange(
  address: string,
  { path, headers, body }: LoadRequest,
  agent: http.Agent | false,
): Promise<{ status: number; text: string }> {
  const text = body === undefined ? '' : JSON.stringify(body)
  const method = body === undefined ? 'GET' : 'POST'
  const content = body === undefined ? {} : { 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const asked = http.request(new URL(path, address), { agent, method, headers: { ...headers, ...content } })
    asked.on('error', reject)
    asked.on('response', async (answer) => {
      try {
        const chunks: Buffer[] = []
        for await (const chunk of answer) chunks.push(chunk)
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })
      } catch (error) {
        reject(error)
      }
    })
    asked.end(text)
  })
}
