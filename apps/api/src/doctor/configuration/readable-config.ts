import { type Config, ConfigError, readConfig, type Secrets } from '../../config/index.ts'
import { type Problem, toProblem } from './problem.ts'

/**
 * What the doctor can work with. `broken` variables have been replaced, so that all others can be checked all the same:
 * what rests on a broken one must not be looked at.
 */
export type ReadableConfig = {
  problems: readonly Problem[]
  broken: ReadonlySet<string>
  /** Absent when even with everything broken replaced the configuration cannot be read. */
  readable?: { config: Config; secrets: Secrets }
}

/** Each round may bring to light what the one before has hidden, such as two keys that are equal. */
const MOST_ROUNDS = 5

/** Reads a configuration however broken it is. */
export function readableConfig(environment: NodeJS.ProcessEnv): ReadableConfig {
  const variables = { ...environment }
  const problems: Problem[] = []
  const broken = new Set<string>()
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const attempt = read(variables)
    if ('readable' in attempt) return { problems, broken, readable: attempt.readable }
    // What a replacement brings about is nobody's mistake.
    problems.push(
      ...attempt.problems.filter((problem) => !problem.variables.some((name) => broken.has(name))),
    )
    for (const problem of attempt.problems) {
      for (const name of problem.variables) {
        broken.add(name)
        variables[name] = replacement(name, problem)
      }
    }
  }
  return { problems, broken }
}

function read(
  variables: NodeJS.ProcessEnv,
): { readable: { config: Config; secrets: Secrets } } | { problems: Problem[] } {
  try {
    return { readable: readConfig(variables) }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { problems: error.problems.map(toProblem) }
  }
}

/** An optional variable is cured by leaving it out; a required one is missing then, and gets what can be read. */
const replacement = (name: string, { sentence }: Problem): string =>
  sentence.startsWith(`${name} is missing`) ? placeholder(name) : ''

function placeholder(name: string): string {
  if (!name.endsWith('_BASE_URL')) return `${name.replace(/[^A-Z]/g, '-')}-${'x'.repeat(40)}`
  return `${name.includes('RTMP') ? 'rtmp' : 'https'}://replaced.invalid/live`
}
