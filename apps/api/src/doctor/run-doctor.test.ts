import { describe, expect, test } from 'vitest'
import type { DoctorPorts } from './doctor-ports.ts'
import { runDoctor } from './run-doctor.ts'
import { answering, SRS_ENVIRONMENT, STREAMS, world } from './testing/srs-world.ts'

async function codesOf(environment: NodeJS.ProcessEnv, ports: DoctorPorts) {
  const { results } = await runDoctor(environment, ports)
  return results.flatMap(({ findings }) => findings.map(({ verdict, code }) => `${verdict} ${code}`))
}

describe('with an SRS of one’s own', () => {
  test('nothing of Tencent is asked for or missed, and one domain may push and play', async () => {
    const codes = await codesOf(SRS_ENVIRONMENT, answering(STREAMS))
    expect(codes).toEqual(expect.arrayContaining(['ok addresses.ok', 'ok media-name.ok', 'ok srs-api.ok']))
    expect(codes.filter((code) => !code.startsWith('ok '))).toEqual(['unknown database.out-of-time'])
    expect(codes.join()).not.toMatch(/cloud|push-auth|callback/)
  })

  test.each([
    ['wants another password', answering('', 401), 'wrong srs-api.password'],
    ['is not at that port', answering('', 404), 'wrong srs-api.not-srs'],
    ['fails', answering('', 500), 'unknown srs-api.no-answer'],
    [
      'is not there',
      world(() =>
        Promise.reject(new TypeError('x', { cause: { code: 'ECONNREFUSED', syscall: 'connect' } })),
      ),
      'wrong srs-api.nobody',
    ],
  ])('one that %s is told so', async (_, ports, code) => {
    expect(await codesOf(SRS_ENVIRONMENT, ports)).toContain(code)
  })
})

test('whatever hangs, the doctor ends in its time and says what it could not finish', async () => {
  const hanging = new Promise<never>(() => {})
  const ports = {
    ...world(() => hanging),
    fetch: () => hanging,
    resolver: { cname: () => hanging, addresses: () => hanging },
    probeCertificate: () => hanging,
  }
  const codes = await codesOf(SRS_ENVIRONMENT, ports)
  expect(codes.filter((code) => /^(warn|wrong)/.test(code))).toEqual([])
  expect(codes.filter((code) => code.endsWith('.out-of-time')).length).toBeGreaterThan(5)
})

test('an environment without anything is told variable by variable, and nothing else alarms', async () => {
  const codes = await codesOf({}, answering(STREAMS))
  const alarms = codes.filter((code) => /^(warn|wrong)/.test(code))
  expect(new Set(alarms)).toEqual(new Set(['wrong configuration.missing']))
})
