import type { SandboxConfig } from './sandbox-config.ts'

/** A variable is missing or malformed; the message is one sentence that names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** The variable that moves a port elsewhere. */
export const PORT_VARIABLES = {
  RTMP: 'KAIBO_SANDBOX_RTMP_PORT',
  media: 'KAIBO_SANDBOX_MEDIA_PORT',
  services: 'KAIBO_SANDBOX_SERVICES_PORT',
} as const

const DEFAULT_PORTS = { RTMP: 1935, media: 7102, services: 7103 } as const
const APP_NAME = 'live'
// Any number: it only comes back in callbacks.
const APP_ID = 1_250_000_000

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the sandbox's variables; the only place that looks at the environment.
 * @throws ConfigError
 */
export function readConfig(environment: Environment = process.env): SandboxConfig {
  const callbackUrl = optional(environment, 'KAIBO_SANDBOX_CALLBACK_URL')
  return {
    host: optional(environment, 'KAIBO_SANDBOX_HOST') ?? '127.0.0.1',
    rtmpPort: port(environment, 'RTMP'),
    mediaPort: port(environment, 'media'),
    servicesPort: port(environment, 'services'),
    appName: APP_NAME,
    appId: APP_ID,
    pushKeys: keyPair(environment, 'KAIBO_PUSH_KEY', 'KAIBO_PUSH_BACKUP_KEY'),
    playKeys: keyPair(environment, 'KAIBO_PLAY_KEY', 'KAIBO_PLAY_BACKUP_KEY'),
    callbackKey: required(environment, 'KAIBO_CALLBACK_KEY'),
    ...(callbackUrl === undefined ? {} : { callbackUrl }),
    cloud: {
      secretId: required(environment, 'KAIBO_CLOUD_SECRET_ID'),
      secretKey: required(environment, 'KAIBO_CLOUD_SECRET_KEY'),
    },
    wechat: {
      appId: required(environment, 'KAIBO_WECHAT_APPID'),
      secret: required(environment, 'KAIBO_WECHAT_SECRET'),
      ...messagePush(environment),
    },
  }
}

function messagePush(environment: Environment): Pick<SandboxConfig['wechat'], 'pushToken' | 'pushAesKey'> {
  const pushToken = optional(environment, 'KAIBO_WECHAT_PUSH_TOKEN')
  const pushAesKey = optional(environment, 'KAIBO_WECHAT_PUSH_AES_KEY')
  return {
    ...(pushToken === undefined ? {} : { pushToken }),
    ...(pushAesKey === undefined ? {} : { pushAesKey }),
  }
}

function keyPair(environment: Environment, primary: string, backup: string): string[] {
  const backupKey = optional(environment, backup)
  return [required(environment, primary), ...(backupKey === undefined ? [] : [backupKey])]
}

// An empty variable is what a shell makes of an unset one.
function optional(environment: Environment, name: string): string | undefined {
  const value = environment[name]
  return value === undefined || value === '' ? undefined : value
}

function required(environment: Environment, name: string): string {
  const value = optional(environment, name)
  if (value === undefined) throw new ConfigError(`Set ${name}: the sandbox cannot run without it.`)
  return value
}

function port(environment: Environment, purpose: keyof typeof PORT_VARIABLES): number {
  const name = PORT_VARIABLES[purpose]
  const value = optional(environment, name)
  if (value === undefined) return DEFAULT_PORTS[purpose]
  const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
  if (number <= 65_535) return number
  throw new ConfigError(`Set ${name} to a port from 0 to 65535: "${value}" is not one.`)
}
