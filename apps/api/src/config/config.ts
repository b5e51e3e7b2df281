import type { Rhythm } from './rhythm.ts'
import type { ContentPolicy, WechatConfig } from './wechat-config.ts'

/** Where the API keeps its data: embedded in a folder, or PostgreSQL. */
export type StoreConfig = { kind: 'embedded'; folder: string } | { kind: 'postgres'; url: string }

/** Who carries the media: Tencent Cloud CSS, or an SRS of one's own. */
export const providerNames = ['tencent-css', 'srs'] as const
export type ProviderName = (typeof providerNames)[number]

/** How the provider is reached by broadcasters and viewers: `scheme://domain/AppName` each. */
export type MediaUrls = {
  pushRtmpBaseUrl: string
  playFlvBaseUrl: string
  playRtmpBaseUrl: string
  playHlsBaseUrl: string
}

export type TencentCssConfig = MediaUrls

export type SrsConfig = MediaUrls & {
  /** SRS's HTTP API, without a path, and who may use it. */
  apiBaseUrl: string
  apiUser: string
  /** Addresses and networks from which SRS calls its hooks. */
  hookSources: readonly string[]
}

/** How long what is issued stays valid, in seconds. */
export type ValidityConfig = {
  sessionSeconds: number
  /** A session that nobody uses ends so soon. */
  sessionIdleSeconds: number
  /** At least 12 h: a shorter one refuses the return after a flicker in a long show (Tencent, 267/32833). */
  pushUrlSeconds: number
  /** flv and rtmp are checked when a player connects; a running show is not cut. */
  playUrlSeconds: number
  /** hls is checked with every playlist request: as long as a show. */
  hlsUrlSeconds: number
}

/** How often in any minute; more is refused until the minute has moved on. */
export type LimitsConfig = {
  /** Login codes from one client address that may go to WeChat. */
  loginCallsPerMinute: number
  /** Rooms that one person may open. */
  roomsPerMinute: number
  /** Push URLs that one person may ask for. */
  pushUrlsPerMinute: number
  /** Changes of words that others read, by one person: each costs a question to WeChat, whose number is limited. */
  textChangesPerMinute: number
}

/** The proxies whose X-Forwarded-For is believed: how many stand in front, or their addresses and networks. */
export type TrustedProxies = number | readonly string[]

/** Who may broadcast: everybody; those to whom an operator gave the role; or those who applied and were approved. */
export const broadcastPolicies = ['open', 'allow-list', 'application'] as const
export type BroadcastPolicy = (typeof broadcastPolicies)[number]

export type Config = {
  host: string
  port: number
  /** How the world reaches this API, without a trailing slash; absent when nobody has said. */
  publicBaseUrl?: string
  logLevel: string
  /** Where metrics are served, for Prometheus; absent: nowhere. */
  metrics?: { host: string; port: number }
  /** So long it goes on serving after it was told to stop and its readiness says no. */
  drainMs: number
  /** What the installation calls its build. */
  revision?: string
  store: StoreConfig
  wechat: WechatConfig
  /** What becomes of words and pictures that WeChat did not pass. */
  contentCheck: ContentPolicy
  /** Hosts on which covers may lie that were not uploaded here. */
  imageHosts: readonly string[]
  provider: ProviderName
  tencentCss: TencentCssConfig
  /** Tencent Cloud's API, through which streams are asked for, dropped and forbidden. Without a path. */
  tencentCloud: { baseUrl: string }
  srs: SrsConfig
  validity: ValidityConfig
  rhythm: Rhythm
  broadcastPolicy: BroadcastPolicy
  limits: LimitsConfig
  trustedProxies: TrustedProxies
}

/**
 * What must never reach a log, a client or an error. Kept apart from `Config` so that nobody prints it along. What only
 * another provider needs is empty when it is not set.
 */
export type Secrets = {
  pushKey: string
  pushBackupKey?: string
  playKey: string
  playBackupKey?: string
  callbackKey: string
  /** The unguessable last part of the callback's path. */
  callbackPath: string
  tokenKey: string
  wechatSecret: string
  /** The Token of WeChat's message push (消息推送); absent: no push is expected. */
  wechatPushToken?: string
  /** Its EncodingAESKey; absent: the plain mode. */
  wechatPushAesKey?: string
  /** Names the key that signs calls of Tencent Cloud's API; goes over the wire, unlike the key. */
  cloudSecretId: string
  cloudSecretKey: string
  /** The unguessable last part of the path of SRS's hooks. */
  srsHookPath: string
  srsApiPassword: string
}
