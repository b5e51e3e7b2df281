import type { Router } from 'express'
import type { CloudFaults } from '../control/faults.ts'
import { CallCounter, type CallCounts } from './call-counts.ts'
import { cloudActions, type StreamControl } from './cloud-actions.ts'
import { CloudApi } from './cloud-api.ts'
import { faultsOf } from './cloud-failure.ts'
import { cloudRouter } from './cloud-router.ts'
import { consoleActions } from './console/console-actions.ts'
import { type CloudLimits, RateLimits, TENCENT_LIMITS } from './rate-limits.ts'
import { Tc3Verifier } from './tc3-verifier.ts'

export interface CloudOptions {
  readonly secretId: string
  readonly secretKey: string
  readonly limits?: Partial<CloudLimits>
  readonly appName: string
  readonly pushDomain: string
  readonly playDomain: string
  readonly pushKeys: readonly string[]
  readonly playKeys: readonly string[]
  readonly callbackKey: string
  readonly callbackUrl: () => string | null
  readonly streams: StreamControl
  readonly faults: () => CloudFaults
  readonly clock: () => number
  readonly random: () => number
  readonly newRequestId: () => string
}

/** Puts Tencent's live API together. */
export function createCloud(options: CloudOptions): { router: Router; counts: () => CallCounts } {
  const { secretId, secretKey, faults, clock, random, newRequestId } = options
  const counter = new CallCounter()
  const lie = () => faultsOf(faults(), 'DescribeLiveStreamState').lie
  const api = new CloudApi({
    actions: {
      ...cloudActions({ ...options, lie }),
      ...consoleActions({ ...options, faults: () => faults().console ?? {} }),
    },
    verifier: new Tc3Verifier({ secretId, secretKey, service: 'live', clock }),
    limits: new RateLimits({ ...TENCENT_LIMITS, ...options.limits }, clock),
  })
  const router = cloudRouter({ api, counter, faults, random, newRequestId })
  return { router, counts: () => counter.counts() }
}
