import { txSecret } from '../origin/access/tx-signature.ts'
import { type Sandbox, startSandbox } from '../sandbox.ts'
import type { SandboxConfig } from '../sandbox-config.ts'

export const KEYS = {
  push: 'push-key-primary',
  pushBackup: 'push-key-backup',
  play: 'play-key-primary',
  playBackup: 'play-key-backup',
  callback: 'callback-key',
} as const

export const WECHAT = { appId: 'wx0123456789abcdef', secret: 'wechat-secret' } as const

export const CLOUD = { secretId: 'cloud-secret-id', secretKey: 'cloud-secret-key' } as const

export const TEST_CONFIG: SandboxConfig = {
  rtmpPort: 0,
  mediaPort: 0,
  servicesPort: 0,
  appName: 'live',
  appId: 1_250_000_001,
  pushDomain: 'push.example.test',
  pushKeys: [KEYS.push, KEYS.pushBackup],
  playKeys: [KEYS.play, KEYS.playBackup],
  callbackKey: KEYS.callback,
  callbackRetry: { timeoutMs: 500, intervalMs: 50, times: 2 },
  cloud: CLOUD,
  wechat: WECHAT,
}

export function startTestSandbox(overrides: Partial<SandboxConfig> = {}): Promise<Sandbox> {
  return startSandbox({ ...TEST_CONFIG, ...overrides })
}

const HOUR_SECONDS = 3600

export function signedQuery(key: string, streamName: string, expiresInSeconds = HOUR_SECONDS): string {
  const txTime = (Math.floor(Date.now() / 1000) + expiresInSeconds).toString(16)
  return `txSecret=${txSecret(key, streamName, txTime)}&txTime=${txTime}`
}

/** `NAME?query`, as an RTMP client names a stream it pushes. */
export function pushName(streamName: string): string {
  return `${streamName}?${signedQuery(KEYS.push, streamName)}`
}

/** `NAME?query`, as an RTMP client names a stream it plays. */
export function playName(streamName: string): string {
  return `${streamName}?${signedQuery(KEYS.play, streamName)}`
}

export function rtmpPort(sandbox: Sandbox): number {
  return Number(new URL(sandbox.addresses.rtmp).port)
}

export function flvUrl(sandbox: Sandbox, streamName: string): string {
  return `${sandbox.addresses.media}/live/${streamName}.flv?${signedQuery(KEYS.play, streamName)}`
}

/** `ws://…/live/NAME.flv?query`, signed for a push. */
export function wsPushUrl(sandbox: Sandbox, streamName: string): string {
  return `${webSocketBase(sandbox)}/live/${pushFile(streamName)}`
}

/** `ws://…/live/NAME.flv?query`, signed for a play. */
export function wsPlayUrl(sandbox: Sandbox, streamName: string): string {
  return flvUrl(sandbox, streamName).replace(/^http/, 'ws')
}

/** `http://…/live/NAME.flv?query`, signed for a push. */
export function httpPushUrl(sandbox: Sandbox, streamName: string): string {
  return `${sandbox.addresses.media}/live/${pushFile(streamName)}`
}

export function hlsUrl(sandbox: Sandbox, streamName: string, key: string = KEYS.play): string {
  return `${sandbox.addresses.media}/live/${streamName}.m3u8?${signedQuery(key, streamName)}`
}

export function webSocketBase(sandbox: Sandbox): string {
  return sandbox.addresses.media.replace(/^http/, 'ws')
}

function pushFile(streamName: string): string {
  return `${streamName}.flv?${signedQuery(KEYS.push, streamName)}`
}
