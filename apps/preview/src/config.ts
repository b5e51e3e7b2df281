import { fileURLToPath } from 'node:url'
import { isLoopbackHost } from './server/loopback.ts'

/** A variable is malformed; the message is one sentence that names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

export interface PreviewConfig {
  readonly host: string
  readonly port: number
  readonly apiUrl: string
  readonly mediaUrl: string
  readonly sandboxUrl: string | undefined
  readonly miniprogramDist: string
  readonly watch: boolean
}

export const PORT_VARIABLE = 'KAIBO_PREVIEW_PORT'
const DEFAULT_PORT = 7101
const DEFAULT_DIST = fileURLToPath(new URL('../../miniprogram/dist', import.meta.url))

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the preview's variables; the only place that looks at the environment.
 * @throws ConfigError
 */
export function readConfig(environment: Environment = process.env): PreviewConfig {
  return {
    host: '127.0.0.1',
    port: port(environment),
    apiUrl: address(environment, 'KAIBO_API_URL', 'http://127.0.0.1:7100'),
    mediaUrl: address(environment, 'KAIBO_MEDIA_URL', 'http://127.0.0.1:7102'),
    sandboxUrl: sandboxUrl(environment),
    miniprogramDist: optional(environment, 'KAIBO_MINIPROGRAM_DIST') ?? DEFAULT_DIST,
    watch: optional(environment, 'KAIBO_PREVIEW_WATCH') === '1',
  }
}

// An empty variable is what a shell makes of an unset one.
function optional(environment: Environment, name: string): string | undefined {
  const value = environment[name]
  return value === undefined || value === '' ? undefined : value
}

function port(environment: Environment): number {
  const value = optional(environment, PORT_VARIABLE)
  if (value === undefined) return DEFAULT_PORT
  const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
  if (number <= 65_535) return number
  throw new ConfigError(`Set ${PORT_VARIABLE} to a port from 0 to 65535: "${value}" is not one.`)
}

/** Where faults are made: only ever on this machine. The sandbox on any free port has to be named. */
function sandboxUrl(environment: Environment): string | undefined {
  const name = 'KAIBO_SANDBOX_URL'
  const servicesPort = optional(environment, 'KAIBO_SANDBOX_SERVICES_PORT') ?? '7103'
  if (optional(environment, name) === undefined && servicesPort === '0') return undefined
  const value = address(environment, name, `http://127.0.0.1:${servicesPort}`)
  if (isLoopbackHost(new URL(value).hostname)) return value
  throw new ConfigError(`Set ${name} to an address of this machine: "${value}" is another's.`)
}

function address(environment: Environment, name: string, fallback: string): string {
  const value = optional(environment, name) ?? fallback
  const parsed = URL.canParse(value) ? new URL(value) : undefined
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return value.replace(/\/+$/, '')
  throw new ConfigError(`Set ${name} to an http or https address: "${value}" is not one.`)
}
