import { type ChildProcess, spawn } from 'node:child_process'
import { ServiceLog } from './service-log.ts'

export type ServiceName = 'sandbox' | 'api' | 'miniprogram' | 'preview' | 'demo'
export type Addresses = Record<string, string>

/** How a process ended, in words. */
export type Exit = string

export type Service = {
  name: ServiceName
  log: ServiceLog
  /** The addresses of the first `ready` message; pending for ever when none comes, so race it with `exited`. */
  ready: Promise<Addresses>
  /** Resolves when the process is gone and all it printed has been read; never rejects. */
  exited: Promise<Exit>
  /** Asks the process to end, and after `graceMs` ends it. Resolves when it is gone. */
  stop(graceMs: number): Promise<void>
  kill(): void
}

export type ServiceOptions = {
  name: ServiceName
  /** What Node gets: the file to run, and flags before it. */
  args: readonly string[]
  cwd: string
  environment: NodeJS.ProcessEnv
  /** What it prints goes to the terminal as well. */
  isShown?: boolean
  /** Called when a service that was ready says so again, with other addresses. */
  onReadyAgain?: ((addresses: Addresses) => void) | undefined
}

/**
 * Starts one of our services as a process of its own. It is detached, so that Ctrl-C reaches only the launcher,
 * which stops the services in order; the IPC channel tells them when the launcher itself is killed.
 */
export const startService = ({
  name,
  args,
  cwd,
  environment,
  isShown,
  onReadyAgain,
}: ServiceOptions): Service => {
  const child = spawn(process.execPath, [...args], {
    cwd,
    env: environment,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const log = new ServiceLog()
  child.stdout?.on('data', (chunk: Buffer) => log.write(chunk, 'stdout'))
  child.stderr?.on('data', (chunk: Buffer) => log.write(chunk, 'stderr'))

  if (isShown) {
    child.stdout?.pipe(process.stdout, { end: false })
    child.stderr?.pipe(process.stderr, { end: false })
  }

  const ready = new Promise<Addresses>((resolve) => {
    let isFirst = true
    child.on('message', (message) => {
      if (!isReady(message)) return
      if (isFirst) resolve(message.addresses)
      else onReadyAgain?.(message.addresses)
      isFirst = false
    })
  })
  const exited = new Promise<Exit>((resolve) => {
    child.on('close', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`))
    child.on('error', (error) => resolve(error.message))
  })
  const stop = async (graceMs: number) => {
    askToEnd(child)
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
    await exited
    clearTimeout(timer)
  }
  return { name, log, ready, exited, stop, kill: () => void child.kill('SIGKILL') }
}

/** On Windows a signal would end the process at once; there the end of the channel is the request. */
const askToEnd = (child: ChildProcess): void => {
  if (process.platform !== 'win32') child.kill('SIGTERM')
  else if (child.connected) child.disconnect()
}

const isReady = (message: unknown): message is { type: 'ready'; addresses: Addresses } =>
  typeof message === 'object' &&
  message !== null &&
  'type' in message &&
  message.type === 'ready' &&
  'addresses' in message
