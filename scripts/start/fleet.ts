import { UserError } from '../lib/user-error.ts'
import { type Addresses, type Service, type ServiceName, startService } from './service.ts'
import { stopServices } from './stop-services.ts'

/** Somebody asked to stop: not a failure. */
export class StopRequested extends Error {}

const TITLES: Record<ServiceName, string> = {
  sandbox: 'The sandbox',
  api: 'The API',
  miniprogram: "The mini-program's build",
  preview: 'The preview',
  demo: 'The demo broadcaster',
}
const START_TIMEOUT_MS = 90_000
const RESTART_GRACE_MS = 2_000

export type FleetOptions = {
  /** The repository, in which services run. */
  root: string
  /** What Node gets for each service. */
  programs: Record<ServiceName, readonly string[]>
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
    const { root, programs } = this.#options
    const service = startService({
      name,
      args: programs[name],
      cwd: root,
      environment,
      // The builder's words are about what the person has just saved.
      isShown: name === 'miniprogram',
      onReadyAgain,
    })
    this.#services.push(service)
    if (this.#logFile !== undefined) service.log.open(this.#logFile(name))
    const { hasStarted, failed } = this.#watchOver(service)
    const addresses = await this.during(Promise.race([service.ready, failed]))
    hasStarted()
    return addresses
  }

  /** Before it is ready, a service's end is the failure of its start; afterwards it is everybody's. */
  #watchOver(service: Service): { hasStarted(): void; failed: Promise<never> } {
    let isReady = false
    let timer: NodeJS.Timeout | undefined
    const failed = new Promise<never>((_, reject) => {
      service.exited.then((exit) => {
        clearTimeout(timer)
        if (!this.#services.includes(service)) return
        const error = new UserError(this.#obituary(service, { exit, isReady }))
        if (isReady) this.#interrupt(error)
        else reject(error)
      })
      const tooLate = `${TITLES[service.name]} was not ready after ${START_TIMEOUT_MS / 1_000} s.`
      timer = setTimeout(() => reject(new UserError(tooLate)), START_TIMEOUT_MS)
    })
    failed.catch(() => undefined)
    const hasStarted = () => {
      isReady = true
      clearTimeout(timer)
    }
    return { hasStarted, failed }
  }

  /** Replaces a running service by a new process. Resolves with the addresses of the new one. */
  async restart(name: ServiceName, environment: NodeJS.ProcessEnv): Promise<Addresses> {
    for (const service of this.#services.filter((candidate) => candidate.name === name)) {
      // No longer ours: its end is expected.
      this.#services.splice(this.#services.indexOf(service), 1)
      await service.stop(RESTART_GRACE_MS)
      await service.log.close()
    }
    return this.start(name, environment)
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
