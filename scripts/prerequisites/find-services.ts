import { connect } from 'node:net'
import { UserError } from '../lib/user-error.ts'

const PROBE_TIMEOUT_MS = 2_000
const DEFAULT_DATABASE_URL = 'postgres://postgres@127.0.0.1:5432/test'

/** The variables that tell the test suites which services they may use; empty means: not there. */
export type ServiceVariables = { KAIBO_TEST_DATABASE_URL: string }

/**
 * Looks for the services that some suites use, and says which suites will not run without them.
 * @throws {UserError} when one is missing and `KAIBO_REQUIRE_SERVICES=1`
 */
export const findServices = async (environment: NodeJS.ProcessEnv): Promise<ServiceVariables> => {
  const url = environment.KAIBO_TEST_DATABASE_URL ?? DEFAULT_DATABASE_URL
  if (url !== '' && (await answers(url))) return { KAIBO_TEST_DATABASE_URL: url }
  const missing = url === '' ? 'KAIBO_TEST_DATABASE_URL is empty' : `No PostgreSQL answers at ${address(url)}`
  if (environment.KAIBO_REQUIRE_SERVICES === '1') {
    throw new UserError(
      `${missing}, and KAIBO_REQUIRE_SERVICES=1 asks for it: start one, or point KAIBO_TEST_DATABASE_URL to one.`,
    )
  }
  console.log(`${missing}: the suites will run on the embedded store only, not on PostgreSQL.`)
  return { KAIBO_TEST_DATABASE_URL: '' }
}

/** Host and port only: a URL can hold a password. */
const address = (url: string): string => {
  const { hostname, port } = hostAndPort(url)
  return `${hostname}:${port}`
}

const hostAndPort = (url: string): { hostname: string; port: number } => {
  if (!URL.canParse(url))
    throw new UserError('KAIBO_TEST_DATABASE_URL is not a URL: correct it or leave it out.')
  const { hostname, port } = new URL(url)
  return { hostname: hostname || '127.0.0.1', port: Number(port) || 5432 }
}

const answers = (url: string): Promise<boolean> => {
  const { hostname, port } = hostAndPort(url)
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port, timeout: PROBE_TIMEOUT_MS })
    const settle = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', () => settle(true))
    socket.once('timeout', () => settle(false))
    socket.once('error', () => settle(false))
  })
}
