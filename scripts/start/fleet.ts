import { join } from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { type Addresses, type Service, type ServiceName, startService } from './service.ts'
import { stopServices } from './stop-services.ts'

/** Somebody asked to stop: not a failure. */
export class StopRequested extends Error {}

const TITLES: Record<ServiceName, string> = {
  sandbox: 'The sandbox',
  api: 'The API',
  demo: 'The demo broadcaster',
}
const START_TIMEOUT_MS = 90_000

export type FleetOptions = {
  /** The repository. */
  root: string
  files: Record<ServiceName, string>
  stopRequested: AbortSignal
}

/** The services of one installation: started one by one, watched, and stopped together. */
export class Fleet {
  readonly #options: FleetOptions
  readonly #services: Service[] = []
  readonly #interrupted: Promise<never>
  #interrupt: (reason: Error) => void = () => undefined
  #logFile: ((name: ServiceName) => string) | undefined

  constructor(options: FleetOptions) {
    this.#options = options
    this.#interrupted = new Promise((_, reject) => {
      this.#interrupt = reject
    })
    this.#interrupted.catch(() => undefined)
    const { stopRequested } = options
    stopRequested.addEventListener('abort', () => this.#interrupt(new StopRequested()))
  }

  /**
   * Starts a service and resolves with its addresses once it is ready.
   * @throws {UserError} with the service's own words when it ends before
   */
  async start(
    name: ServiceName,
    environment: NodeJS.ProcessEnv,
    onReadyAgain?: (addresses: Addresses) => void,
  ): Promise<Addresses> {
    const { root, files } = this.#options
    const service = startService({
      name,
      file: join(root, files[name]),
      cwd: root,
      environment,
      onReadyAgain,
    })
    this.#services.push(service)
    if (this.#logFile !== undefined) service.log.open(this.#logFile(name))
    let isReady = false
    service.exited.then((exit) => this.#interrupt(new UserError(this.#obituary(service, { exit, isReady }))))
    const timer = setTimeout(
      () =>
        this.#interrupt(new UserError(`${TITLES[name]} was not ready after ${START_TIMEOUT_MS / 1_000} s.`)),
      START_TIMEOUT_MS,
    )
    try {
      const addresses = await this.during(service.ready)
      isReady = true
      return addresses
    } finally {
      clearTimeout(timer)
    }
  }

  /** Waits for `work`, unless a service ends or somebody asks to stop: then it throws. */
  during<Result>(work: Promise<Result>): Promise<Result> {
    return Promise.race([this.#interrupted, work])
  }

  /** From now on, what services print goes to files instead of memory. */
  openLogs(logFile: (name: ServiceName) => string): void {
    this.#logFile = logFile
    for (const service of this.#services) service.log.open(logFile(service.name))
  }

  /** Stops every service in order and closes the logs. */
  async stop(): Promise<void> {
    await stopServices(this.#services)
    await Promise.all(this.#services.map((service) => service.log.close()))
  }

  /** Ends everything at once. */
  kill(): void {
    for (const service of this.#services) service.kill()
  }

  /** A service that cannot start says why itself; one that ends later has left its reasons in its log. */
  #obituary({ name, log }: Service, { exit, isReady }: { exit: string; isReady: boolean }): string {
    if (!isReady) return log.sentence() || `${TITLES[name]} did not start (${exit}).`
    const where = this.#logFile === undefined ? '' : ` Its log: ${this.#logFile(name)}`
    return `${TITLES[name]} has stopped by itself (${exit}).${where}`
  }
}
