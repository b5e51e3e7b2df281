import { spawn } from 'node:child_process'

/** A command that ended with something else than 0. What it printed says the rest. */
export class CommandFailed extends Error {
  readonly exitCode: number

  constructor(command: string, exitCode: number) {
    super(`${command} failed with exit code ${exitCode}`)
    this.exitCode = exitCode
  }
}

export type Command = {
  command: string
  args: readonly string[]
  environment?: NodeJS.ProcessEnv
}

/** Runs a command with its output on the terminal. */
export const run = (command: Command): Promise<void> => execute(command, 'inherit')

/** Runs a command under one line that says what takes so long; its output is shown only when it fails. */
export const runQuietly = async (title: string, command: Command): Promise<void> => {
  const startMs = performance.now()
  process.stdout.write(`${title} … `)
  try {
    await execute(command, 'pipe')
    process.stdout.write(`${((performance.now() - startMs) / 1_000).toFixed(1)} s\n`)
  } catch (error) {
    process.stdout.write('failed\n')
    if (error instanceof QuietFailure) process.stderr.write(error.output)
    throw error
  }
}

/** Carries what a quiet command printed. */
class QuietFailure extends CommandFailed {
  output = Buffer.alloc(0)
}

const execute = ({ command, args, environment = process.env }: Command, output: 'inherit' | 'pipe') =>
  new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, { env: environment, stdio: ['ignore', output, output] })
    const chunks: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
    // A request to stop reaches the command as well, and its end then ends the run.
    const forward = (signal: NodeJS.Signals) => void child.kill(signal)
    process.on('SIGTERM', forward)
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('SIGTERM', forward)
      if (code === 0) return resolve()
      const failure = new QuietFailure([command, ...args].join(' '), code ?? 1)
      failure.output = Buffer.concat(chunks)
      return reject(failure)
    })
  })
