import type { RetryRule } from './callbacks/callback-sender.ts'
import type { CloudLimits } from './cloud/rate-limits.ts'
import type { Logger } from './logger.ts'
import { isLoopbackHost } from './net/loopback.ts'
import type { PushRules } from './origin/push-rules.ts'
import type { MinuteLimits } from './wechat/minute-limits.ts'

/** What a sandbox needs to know. Ports may be 0: any free one. */
export interface SandboxConfig {
  /** Address to listen on, 127.0.0.1 by default; anything that is not loopback is refused. */
  readonly host?: string
  readonly rtmpPort: number
  readonly mediaPort: number
  readonly servicesPort: number
  /** The only AppName that is served, e.g. `live`. */
  readonly appName: string
  /** Tencent's account number, `appid` in callbacks. */
  readonly appId: number
  /** Host of the push base URL, `app` in callbacks; the host by default. */
  readonly pushDomain?: string
  /** Host of the play base URLs, as the console lists it; the push domain by default. */
  readonly playDomain?: string
  /** Primary and backup key. No key may sign both pushes and plays. */
  readonly pushKeys: readonly string[]
  readonly playKeys: readonly string[]
  readonly callbackKey: string
  /** Without one, events are counted as `unconfigured` and lost, as with Tencent. */
  readonly callbackUrl?: string
  readonly callbackRetry?: Partial<RetryRule>
  /** Who may call the cloud API, and how often a second: by default as often as with Tencent. */
  readonly cloud: {
    readonly secretId: string
    readonly secretKey: string
    readonly limits?: Partial<CloudLimits>
  }
  /** What becomes of second pushes, dead connections and running pushes whose URL expires. */
  readonly pushes?: Partial<PushRules>
  readonly wechat: {
    readonly appId: string
    readonly secret: string
    /** Token and EncodingAESKey of the message push; without a key, events go in the plain mode. */
    readonly pushToken?: string
    readonly pushAesKey?: string
    /** The templates of subscription messages; without a list, any id is one. */
    readonly templates?: readonly string[]
    /** Calls a minute: by default as many as with WeChat. */
    readonly limits?: MinuteLimits
  }
  /** A push without media for so long is ended; 10 s by default. */
  readonly idleMs?: number
  /** Unix time in ms. */
  readonly clock?: () => number
  /** At least 0 and less than 1; decides what fails where a fault has a share. */
  readonly random?: () => number
  readonly logger?: Logger
}

/** @throws Error with a sentence for a person */
export function checkSandboxConfig(config: SandboxConfig): void {
  const { host = '127.0.0.1', pushKeys, playKeys, callbackKey, cloud } = config
  if (!isLoopbackHost(host)) throw new Error(`The sandbox listens on this machine only, not on ${host}`)
  const keys = [...pushKeys, ...playKeys, callbackKey]
  if (pushKeys.length === 0 || playKeys.length === 0)
    throw new Error('The sandbox needs a push key and a play key')
  if (keys.includes('')) throw new Error('A key of the sandbox is empty')
  if (cloud.secretId === '' || cloud.secretKey === '') {
    throw new Error('The sandbox needs a SecretId and a SecretKey for its cloud API')
  }
  if (pushKeys.some((key) => playKeys.includes(key))) {
    throw new Error('A push key is also a play key: every viewer could push')
  }
  if (pushKeys.includes(callbackKey) || playKeys.includes(callbackKey)) {
    throw new Error('The callback key is also a push or play key')
  }
}
