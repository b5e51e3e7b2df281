import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { until } from './poll.ts'

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))

/** A run of the launcher behind `npm start`, on free ports and in a folder of its own. */
export type Launched = {
  pid: number
  output(): string
  exited: Promise<number | null>
  /** Resolves when the screen stands; rejects with the output when the launcher ended before. */
  ready(): Promise<void>
  signal(signal: NodeJS.Signals): void
}

export const makeHome = () => mkdtemp(join(tmpdir(), 'kaibo-home-'))
export const removeHome = (home: string) => rm(home, { recursive: true, force: true })

export function launch(home: string, variables: Record<string, string> = {}): Launched {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    cwd: root,
    env: {
      ...withoutKaibo(process.env),
      KAIBO_HOME: home,
      KAIBO_PORT: '0',
      KAIBO_PREVIEW_PORT: '0',
      KAIBO_SANDBOX_RTMP_PORT: '0',
      KAIBO_SANDBOX_MEDIA_PORT: '0',
      KAIBO_SANDBOX_SERVICES_PORT: '0',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const exited = once(child, 'close').then(([code]) => code as number | null)
  return {
    pid: child.pid ?? 0,
    output: () => output,
    exited,
    async ready() {
      const gone = exited.then((code) => {
        throw new Error(`The launcher ended with ${code}:\n${output}`)
      })
      await Promise.race([
        gone,
        until(() => (/Ctrl-C/.test(output) ? true : undefined), { timeoutMs: 40_000, what: 'the screen' }),
      ])
    },
    signal: (signal) => child.kill(signal),
  }
}

/** Variables of the test run itself must not reach the launcher. */
const withoutKaibo = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(?:KAIBO_|DATABASE_URL$|NODE_OPTIONS$|VITEST)/.test(name),
    ),
  )

/** The processes that know this folder: a launcher's children carry it in their environment. */
export async function processesOf(home: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['eww', '-eo', 'pid,command'], {
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
    .split('\n')
    .filter((line) => line.includes(home) && !line.includes('ps eww'))
    .map((line) => line.trim().slice(0, 120))
}

export async function readAddresses(home: string): Promise<{ api: string; room: { id: string } }> {
  return JSON.parse(await readFile(join(home, 'addresses.json'), 'utf8'))
}
