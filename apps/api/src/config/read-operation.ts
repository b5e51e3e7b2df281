import type { Config } from './config.ts'
import type { Environment } from './environment.ts'

const DRAIN_MS = 5_000
const MOST_DRAIN_MS = 120_000

/** How the process is watched and stopped. */
export function readOperation(
  environment: Environment,
  store: Config['store'],
): Pick<Config, 'metrics' | 'drainMs' | 'revision'> {
  // Nobody else could take an embedded store's requests over: waiting would only make the restart longer.
  const usual = store.kind === 'postgres' ? DRAIN_MS : 0
  return {
    ...readMetrics(environment),
    drainMs: environment.wholeNumber('KAIBO_DRAIN_MS', usual, { min: 0, max: MOST_DRAIN_MS }),
    ...readRevision(environment),
  }
}

function readMetrics(environment: Environment): Pick<Config, 'metrics'> {
  if (environment.optional('KAIBO_METRICS_PORT') === undefined) return {}
  const port = environment.wholeNumber('KAIBO_METRICS_PORT', 0, { min: 0, max: 65_535 })
  return { metrics: { host: environment.optional('KAIBO_METRICS_HOST') ?? '127.0.0.1', port } }
}

function readRevision(environment: Environment): Pick<Config, 'revision'> {
  const revision = environment.optional('KAIBO_REVISION')
  if (revision === undefined) return {}
  if (!/^[\w.+-]{1,64}$/.test(revision)) {
    environment.problems.push(
      'KAIBO_REVISION is not a short word (letters, digits, . + - and _): set it to the commit that was built, or leave it out.',
    )
  }
  return { revision }
}
