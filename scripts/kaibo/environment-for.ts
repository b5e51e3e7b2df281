import { readFile } from 'node:fs/promises'
import { readAddresses } from '../start/addresses.ts'
import { apiEnvironment } from '../start/child-environment.ts'
import { type DevEnv, devKeys, parseDevEnv } from '../start/dev-env.ts'
import type { Home } from '../start/home.ts'

/** What the command line runs with, and a word about where that comes from. */
export type CliEnvironment = { environment: NodeJS.ProcessEnv; note?: string }

const NOTE = 'About the installation that `npm start` runs · 针对正在运行的 npm start'

/**
 * The environment as it is. Where it holds none of Kaibo's keys and no file is named, it is that of the installation that
 * `npm start` runs, if one does.
 */
export const environmentFor = async (
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  home: Home,
): Promise<CliEnvironment> => {
  const isNamed = args.some((arg) => arg.startsWith('--env-file'))
  if (isNamed || devKeys.some((key) => environment[key])) return { environment }
  const addresses = await readAddresses(home.addresses)
  if (addresses === undefined) return { environment }
  // What runs has started with them; what is missing is told by whoever reads it.
  const devEnv = parseDevEnv(await readFile(home.devEnv, 'utf8').catch(() => '')) as DevEnv
  const { rtmp, media, services, api } = addresses
  const running = apiEnvironment(environment, {
    devEnv,
    dataFolder: home.data,
    sandbox: { rtmp, media, services },
  })
  return { environment: { ...running, KAIBO_PUBLIC_BASE_URL: api }, note: NOTE }
}
