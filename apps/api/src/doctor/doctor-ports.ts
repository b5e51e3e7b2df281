import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { realTiming, type Timing } from '../outside/timing.ts'
import type { RandomBytes } from '../random.ts'
import type { Database } from '../storage/database.ts'
import { openPostgres } from '../storage/postgres.ts'
import { createCertificateProbe, type ProbeCertificate } from './certificates/probe-certificate.ts'
import { createNameResolver, type NameResolver } from './names/name-resolver.ts'

/** Everything that the doctor reaches the world through; tests put others in their place. */
export type DoctorPorts = {
  clock: Clock
  random: RandomBytes
  timing: Timing
  fetch: typeof fetch
  resolver: NameResolver
  probeCertificate: ProbeCertificate
  /** Rejects with `StoreOpenError`. */
  openDatabase(url: string): Promise<Database>
  /** All checks together, in milliseconds. */
  limitMs: number
}

export const realPorts = (): DoctorPorts => ({
  clock: Date.now,
  random: randomBytes,
  timing: realTiming,
  fetch,
  resolver: createNameResolver(),
  probeCertificate: createCertificateProbe(),
  openDatabase: (url) => openPostgres(url, 'serving'),
  limitMs: 20_000,
})
