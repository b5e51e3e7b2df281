import { expect, test } from 'vitest'
import { OutsideError } from '../outside/outside-error.ts'
import type { Check } from './check.ts'
import { ok } from './finding.ts'
import { runChecks } from './run-checks.ts'

const never = new Promise<never>(() => {})
const fine = ok('a.ok', { zh: '好', en: 'Good.' })
const check = (run: Check['run'], needs: string[] = []): Check => ({
  id: 'a',
  section: 'cloud',
  title: { zh: '甲', en: 'A' },
  needs,
  run,
})
const found = async (one: Check, options: { broken?: string[]; timeIsOver?: Promise<void> } = {}) => {
  const { broken = [], timeIsOver = never } = options
  const [result] = await runChecks([one], { broken: new Set(broken), timeIsOver })
  return result?.findings.map(({ verdict, code }) => [verdict, code])
}

test('all checks run at once: one that waits for another gets its turn', async () => {
  let arrived = 0
  let release = () => {}
  const everybodyIsHere = new Promise<void>((resolve) => {
    release = resolve
  })
  const meeting = check(async () => {
    arrived += 1
    if (arrived === 3) release()
    await everybodyIsHere
    return [fine]
  })
  const results = await runChecks([meeting, meeting, meeting], { broken: new Set(), timeIsOver: never })
  expect(results.map(({ findings }) => findings)).toEqual([[fine], [fine], [fine]])
})

test('a check that rests on a broken variable is not made: it would only alarm about what is known', async () => {
  const run = () => {
    throw new Error('must not run')
  }
  expect(await found(check(run, ['KAIBO_A']), { broken: ['KAIBO_A'] })).toEqual([['unknown', 'a.waits']])
})

test('a check that hangs is left behind when the time is over, and the others are told', async () => {
  let end = () => {}
  const timeIsOver = new Promise<void>((resolve) => {
    end = resolve
  })
  const running = runChecks([check(() => never), check(async () => [fine])], {
    broken: new Set(),
    timeIsOver,
  })
  setImmediate(end)
  const [hanging, quick] = await running
  expect(hanging?.findings.map(({ code }) => code)).toEqual(['a.out-of-time'])
  expect(quick?.findings).toEqual([fine])
})

test('a service that does not answer is no alarm', async () => {
  for (const [kind, code] of [
    ['not-sent', 'ECONNREFUSED'],
    ['unknown', 'TimeoutError'],
    ['refused', 'AuthFailure.SignatureFailure'],
    ['refused', 'AuthFailure.UnauthorizedOperation'],
  ] as const) {
    const run = async () => {
      throw new OutsideError(kind, 'tencent-cloud', code)
    }
    expect(await found(check(run))).toEqual([['unknown', 'a.no-answer']])
  }
})

test('a check that is broken itself is no alarm either, and its error is told by name only', async () => {
  const run = async () => {
    throw new RangeError('canary')
  }
  const [result] = await runChecks([check(run)], { broken: new Set(), timeIsOver: never })
  expect(result?.findings).toMatchObject([{ verdict: 'unknown', code: 'a.failed' }])
  expect(JSON.stringify(result)).toContain('RangeError')
  expect(JSON.stringify(result)).not.toContain('canary')
})
