import { fileURLToPath } from 'node:url'
import type { Faults, Sandbox } from '@kaibo/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { CircuitBreaker } from '../../apps/api/src/outside/circuit-breaker.ts'
import { OutsideService } from '../../apps/api/src/outside/outside-service.ts'
import { realTiming } from '../../apps/api/src/outside/timing.ts'
import type { MediaProvider } from '../../apps/api/src/provider/media-provider.ts'
import { createCloudControl } from '../../apps/api/src/provider/tencent-css/cloud-api/create-cloud-control.ts'
import { createTencentCssProvider } from '../../apps/api/src/provider/tencent-css/tencent-css-provider.ts'
import { testConfig, testSecrets } from '../support/config.ts'
import { type FfmpegPush, pushClip } from '../support/ffmpeg.ts'
import { until } from '../support/poll.ts'
import { startTestSandbox } from '../support/sandbox.ts'

const CLIP = fileURLToPath(new URL('../../apps/sandbox/assets/demo-clip.flv', import.meta.url))
const TRY_TIMEOUT_MS = 300
const HOUR_MS = 3_600_000

let sandbox: Sandbox
let provider: MediaProvider
beforeAll(async () => {
  sandbox = await startTestSandbox()
  provider = newProvider()
})
afterAll(() => sandbox?.stop())

const pushes: FfmpegPush[] = []
afterEach(async () => {
  sandbox.faults.clear()
  await Promise.all(pushes.splice(0).map((push) => push.kill()))
})

/** The API's provider as it is in production, but with little patience and a circuit that stays closed. */
function newProvider(secrets: Partial<typeof testSecrets> = {}): MediaProvider {
  const breaker = new CircuitBreaker({
    failures: 1_000,
    openMs: 1,
    nowMs: realTiming.nowMs,
    onChange: () => {},
  })
  const service = new OutsideService({
    name: 'tencent-cloud',
    breaker,
    timing: realTiming,
    tryTimeoutMs: TRY_TIMEOUT_MS,
  })
  const config = testConfig({ kind: 'embedded', folder: '' }, sandbox.addresses)
  const control = createCloudControl(
    config,
    { ...testSecrets, ...secrets },
    { service, clock: Date.now, logger: { error() {} } },
  )
  return createTencentCssProvider(config.tencentCss, testSecrets, control)
}

let streams = 0
const newStreamName = () => `${(streams++).toString(16).padStart(32, '0')}z`

function push(streamName: string): FfmpegPush {
  const url = provider.pushUrl({ streamName, expiresAtMs: Date.now() + HOUR_MS, token: 'token' })
  const running = pushClip(CLIP, url)
  pushes.push(running)
  return running
}

const becomes = (streamName: string, state: 'active' | 'inactive' | 'forbidden') =>
  until(async () => ((await provider.queryStream(streamName)) === state ? true : undefined), { what: state })

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => Promise.reject(new Error('The call did not fail')),
    (error: unknown) => error,
  )

describe('a stream', () => {
  test('is active while it is pushed, inactive before and after, and a drop ends the push', async () => {
    const streamName = newStreamName()
    expect(await provider.queryStream(streamName)).toBe('inactive')
    const running = push(streamName)
    await becomes(streamName, 'active')
    await provider.dropStream(streamName)
    expect(await running.exited).not.toBeNull()
    expect(await provider.queryStream(streamName)).toBe('inactive')
    push(streamName)
    await becomes(streamName, 'active')
  })

  test('that is forbidden is cut and may not be pushed until it is resumed', async () => {
    const streamName = newStreamName()
    const running = push(streamName)
    await becomes(streamName, 'active')
    await provider.forbidStream(streamName, { untilMs: Date.now() + HOUR_MS, reason: '房间已结束' })
    await running.exited
    expect(await provider.queryStream(streamName)).toBe('forbidden')
    expect(await push(streamName).exited).not.toBe(0)
    await provider.resumeStream(streamName)
    expect(await provider.queryStream(streamName)).toBe('inactive')
    push(streamName)
    await becomes(streamName, 'active')
  })

  test('may be dropped, forbidden and resumed whatever its state, and again', async () => {
    const streamName = newStreamName()
    for (const untilMs of [0, Date.now() + HOUR_MS, Number.MAX_SAFE_INTEGER]) {
      await provider.dropStream(streamName)
      await provider.forbidStream(streamName, { untilMs, reason: 'x'.repeat(5_000) })
      expect(await provider.queryStream(streamName)).toBe('forbidden')
    }
    await provider.resumeStream(streamName)
    await provider.resumeStream(streamName)
    expect(await provider.queryStream(streamName)).toBe('inactive')
  })
})

describe('a key', () => {
  test.each([
    [{ cloudSecretKey: 'another-cloud-secret-key-0123456789' }, 'AuthFailure.SignatureFailure'],
    [{ cloudSecretId: 'another-cloud-secret-id-0123456789' }, 'AuthFailure.SecretIdNotFound'],
  ])('that is not ours is refused', async (secrets, code) => {
    const error = await failureOf(newProvider(secrets).queryStream(newStreamName()))
    expect(error).toMatchObject({ kind: 'refused', code })
  })

  test('does not help a clock that is minutes off', async () => {
    sandbox.faults.set({ clock: { skewMs: 600_000 } })
    const error = await failureOf(provider.queryStream(newStreamName()))
    expect(error).toMatchObject({ kind: 'refused', code: 'AuthFailure.SignatureExpire' })
  })
})

type Failure = NonNullable<NonNullable<Faults['cloud']>['failure']>

describe('trouble', () => {
  test.each<[Failure, string, number, number]>([
    ['error', 'unknown', 2, 1],
    ['reset', 'unknown', 2, 1],
    ['hang', 'unknown', 2, 1],
    ['garbage', 'unknown', 2, 1],
    ['redirect', 'unknown', 2, 1],
    ['limit', 'not-sent', 2, 2],
  ])(
    'of the kind %s leaves the call %s, after so many tries of a query and a drop',
    async (failure, kind, queries, drops) => {
      const streamName = newStreamName()
      const before = sandbox.cloudCounts()
      sandbox.faults.set({ cloud: { failure } })
      expect(await failureOf(provider.queryStream(streamName))).toMatchObject({ kind })
      expect(await failureOf(provider.dropStream(streamName))).toMatchObject({ kind })
      const { DescribeLiveStreamState, DropLiveStream, other } = sandbox.cloudCounts()
      expect(DescribeLiveStreamState.calls - before.DescribeLiveStreamState.calls).toBe(queries)
      expect(DropLiveStream.calls - before.DropLiveStream.calls).toBe(drops)
      expect(other).toEqual(before.other)
    },
  )

  test('with a forbid leaves it unknown, and it may yet come true', async () => {
    const streamName = newStreamName()
    sandbox.faults.set({ cloud: { delayMs: 2 * TRY_TIMEOUT_MS, actions: ['ForbidLiveStream'] } })
    const late = provider.forbidStream(streamName, { untilMs: Date.now() + HOUR_MS, reason: 'late' })
    expect(await failureOf(late)).toMatchObject({ kind: 'unknown', code: 'TimeoutError' })
    await becomes(streamName, 'forbidden')
  })
})
