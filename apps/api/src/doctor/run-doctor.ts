import { configurationCheck } from './configuration/configuration-check.ts'
import { readableConfig } from './configuration/readable-config.ts'
import { createChecks } from './create-checks.ts'
import type { DoctorPorts } from './doctor-ports.ts'
import { createLimit } from './limit.ts'
import { domainList } from './report/domain-list.ts'
import type { Report } from './report/report.ts'
import { TO_TICK } from './report/to-tick.ts'
import { runChecks } from './run-checks.ts'

/**
 * Checks the configuration that `environment` holds, and everything that it names. Changes nothing for good: a stream
 * that nobody ever pushed is forbidden and allowed again. Resolves within `limitMs`, whatever hangs.
 */
export async function runDoctor(environment: NodeJS.ProcessEnv, ports: DoctorPorts): Promise<Report> {
  const { problems, broken, readable } = readableConfig(environment)
  const checks = [
    configurationCheck(problems),
    ...(readable === undefined ? [] : createChecks({ ...readable, environment }, ports)),
  ]
  const limit = createLimit(ports.limitMs)
  try {
    const results = await runChecks(checks, { broken, timeIsOver: limit.over })
    return { results, domains: domainList(readable?.config.publicBaseUrl), toTick: TO_TICK }
  } finally {
    limit.callOff()
  }
}
