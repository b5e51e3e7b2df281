import { pino } from 'pino'
import { CircuitBreaker } from '../../outside/circuit-breaker.ts'
import { OutsideService } from '../../outside/outside-service.ts'
import { type ManualTiming, manualTiming } from '../../outside/testing/manual-timing.ts'
import {
  type Behaviour,
  type OutsideServer,
  openOutsideServer,
} from '../../outside/testing/outside-server.ts'
import { CredentialAlarm } from '../credential-alarm.ts'
import { WechatApi } from '../wechat-api.ts'

/** WeChat's API over a real socket, with a server in its place that behaves as the test says, and tokens of no store. */
export type WechatBench = {
  api: WechatApi
  server: OutsideServer
  timing: ManualTiming
  /** Tokens that WeChat rejected, in order. */
  rejected: string[]
  logLines: string[]
}

type Options = {
  /** Short where WeChat hangs; else as long as a busy machine may take. */
  tryTimeoutMs?: number
  timeoutMs?: number
  currentToken?: () => Promise<string>
}

export async function openWechatBench(behaviour: Behaviour, options: Options = {}): Promise<WechatBench> {
  const { tryTimeoutMs = 3_000, timeoutMs = 8_000, currentToken = async () => 'token-1' } = options
  const server = await openOutsideServer(behaviour)
  const timing = manualTiming()
  const rejected: string[] = []
  const logLines: string[] = []
  const breaker = new CircuitBreaker({
    failures: 1_000_000,
    openMs: 5_000,
    nowMs: timing.nowMs,
    onChange: () => {},
  })
  const api = new WechatApi({
    baseUrl: server.address,
    service: new OutsideService({ name: 'wechat', breaker, timing, tryTimeoutMs }),
    alarm: new CredentialAlarm(pino({ base: null }, { write: (line: string) => void logLines.push(line) })),
    timeoutMs,
    tokens: {
      current: currentToken,
      replacing: async (token) => `token-${rejected.push(token) + 1}`,
    },
  })
  return { api, server, timing, rejected, logLines }
}

/** What came: path, access token and body of each request. */
export const requestsOf = ({ server }: WechatBench) =>
  server.requests.map(({ method, url, body }) => {
    const { pathname, searchParams } = new URL(url, server.address)
    return {
      method,
      path: pathname,
      token: searchParams.get('access_token'),
      body: JSON.parse(body) as unknown,
    }
  })
