import { resolve } from 'node:path'
import {
  broadcastPolicies,
  type Config,
  type MediaUrls,
  providerNames,
  type Secrets,
  type StoreConfig,
} from './config.ts'
import { ConfigError } from './config-error.ts'
import { Environment } from './environment.ts'
import { readLimits } from './read-limits.ts'
import { readOperation } from './read-operation.ts'
import { readRhythm } from './read-rhythm.ts'
import { readSecrets } from './read-secrets.ts'
import { readSrs } from './read-srs.ts'
import { readTrustedProxies } from './read-trusted-proxies.ts'
import { readContent, readWechat } from './read-wechat.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/**
 * Reads the whole configuration from the environment. The only place that knows variable names. Throws
 * `ConfigError` with every problem found.
 */
export function readConfig(variables: NodeJS.ProcessEnv): { config: Config; secrets: Secrets } {
  const environment = new Environment(variables)
  const provider = environment.oneOf('KAIBO_PROVIDER', providerNames, 'tencent-css')
  const store = readStore(environment)
  const config: Omit<Config, 'srs'> = {
    host: environment.optional('KAIBO_HOST') ?? '127.0.0.1',
    port: environment.wholeNumber('KAIBO_PORT', 7100, { min: 0, max: 65_535 }),
    ...readPublicBaseUrl(environment),
    logLevel: environment.oneOf('KAIBO_LOG_LEVEL', LOG_LEVELS, 'info'),
    store,
    ...readOperation(environment, store),
    wechat: readWechat(environment),
    ...readContent(environment),
    provider,
    tencentCss: readMediaUrls(environment),
    tencentCloud: { baseUrl: readCloudBaseUrl(environment) },
    validity: {
      sessionSeconds: environment.wholeNumber('KAIBO_SESSION_SECONDS', 7 * DAY, { min: 60, max: 90 * DAY }),
      sessionIdleSeconds: environment.wholeNumber('KAIBO_SESSION_IDLE_SECONDS', 3 * DAY, {
        min: 600,
        max: 90 * DAY,
      }),
      pushUrlSeconds: environment.wholeNumber('KAIBO_PUSH_URL_SECONDS', DAY, {
        min: 12 * HOUR,
        max: 7 * DAY,
      }),
      playUrlSeconds: environment.wholeNumber('KAIBO_PLAY_URL_SECONDS', 600, { min: 60, max: DAY }),
      hlsUrlSeconds: environment.wholeNumber('KAIBO_HLS_URL_SECONDS', 12 * HOUR, { min: 600, max: 7 * DAY }),
    },
    rhythm: readRhythm(environment),
    broadcastPolicy: environment.oneOf('KAIBO_BROADCAST_POLICY', broadcastPolicies, 'open'),
    limits: readLimits(environment),
    trustedProxies: readTrustedProxies(environment),
  }
  const srs = readSrs(environment, config.tencentCss)
  const secrets = readSecrets(environment, provider)
  if (environment.problems.length > 0) throw new ConfigError(environment.problems)
  return { config: { ...config, srs }, secrets }
}

function readPublicBaseUrl(environment: Environment): Pick<Config, 'publicBaseUrl'> {
  const name = 'KAIBO_PUBLIC_BASE_URL'
  if (environment.optional(name) === undefined) return {}
  const purpose = 'the address at which the world reaches this API, or leave it out'
  return { publicBaseUrl: environment.baseUrl(name, purpose, ['https:', 'http:']) }
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

function readStore(environment: Environment): StoreConfig {
  const url = environment.optional('DATABASE_URL')
  if (url === undefined) {
    return { kind: 'embedded', folder: resolve(environment.optional('KAIBO_DATA_DIR') ?? '.kaibo/data') }
  }
  if (!/^postgres(?:ql)?:\/\//.test(url) || !URL.canParse(url)) {
    environment.problems.push(
      'DATABASE_URL is not a URL that starts with postgres://: correct it, or leave it out to use the embedded store.',
    )
  }
  return { kind: 'postgres', url }
}

const LOOPBACK_HOST = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/

/** Over plain http anybody on the way could read an observed call and change it, so that is for this machine only. */
function readCloudBaseUrl(environment: Environment): string {
  const name = 'KAIBO_CLOUD_BASE_URL'
  if (environment.optional(name) === undefined) return 'https://live.tencentcloudapi.com'
  const baseUrl = environment.baseUrl(name, "Tencent Cloud's API, or leave it out", ['https:', 'http:'])
  if (baseUrl === '') return baseUrl
  const { protocol, hostname, pathname } = new URL(baseUrl)
  if (protocol === 'http:' && !LOOPBACK_HOST.test(hostname)) {
    environment.problems.push(`${name} is http and leads to another machine: use https, or leave it out.`)
  }
  // The signature covers the path "/" and no other.
  if (pathname !== '/') {
    environment.problems.push(`${name} has a path: write only https://host, or leave it out.`)
  }
  return baseUrl
}

function readMediaUrls(environment: Environment): MediaUrls {
  const at = (name: string, what: string, protocols: string[]) =>
    environment.baseUrl(name, `${what}, such as ${protocols[0]}//your.domain/live`, protocols)
  const urls = {
    pushRtmpBaseUrl: at('KAIBO_PUSH_RTMP_BASE_URL', 'the push domain and AppName', ['rtmp:']),
    playFlvBaseUrl: at('KAIBO_PLAY_FLV_BASE_URL', 'the play domain and AppName for HTTP-FLV', [
      'https:',
      'http:',
    ]),
    playRtmpBaseUrl: at('KAIBO_PLAY_RTMP_BASE_URL', 'the play domain and AppName for RTMP', ['rtmp:']),
    playHlsBaseUrl: at('KAIBO_PLAY_HLS_BASE_URL', 'the play domain and AppName for HLS', ['https:', 'http:']),
  }
  if (urls.pushRtmpBaseUrl !== '' && !/^\/[A-Za-z0-9-]+$/.test(new URL(urls.pushRtmpBaseUrl).pathname)) {
    environment.problems.push(
      'KAIBO_PUSH_RTMP_BASE_URL does not end in one AppName (letters, digits, -): write it as rtmp://your.domain/live.',
    )
  }
  return urls
}
