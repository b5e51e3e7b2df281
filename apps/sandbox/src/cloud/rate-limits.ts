import type { CloudActionName } from './cloud-action-name.ts'

/** Calls a second. */
export type CloudLimits = Readonly<Record<CloudActionName, number>>

/** What an account has by default (tencentcloud.com/document/product/267/30793 to 30796, 30771, 30810, 35187). */
export const TENCENT_LIMITS: CloudLimits = {
  DescribeLiveStreamState: 300,
  DropLiveStream: 100,
  ForbidLiveStream: 200,
  ResumeLiveStream: 100,
  DescribeLiveDomains: 500,
  DescribeLivePushAuthKey: 500,
  DescribeLivePlayAuthKey: 500,
  DescribeLiveCallbackTemplates: 500,
  DescribeLiveCallbackRules: 500,
}

/** Counts calls per action and whole second of the clock. */
export class RateLimits {
  readonly #limits: CloudLimits
  readonly #clock: () => number
  readonly #used = new Map<CloudActionName, number>()
  #second = 0

  constructor(limits: CloudLimits, clock: () => number) {
    this.#limits = limits
    this.#clock = clock
  }

  /** Counts one call; whether it is within the limit. */
  admits(action: CloudActionName): boolean {
    const second = Math.floor(this.#clock() / 1000)
    if (second !== this.#second) this.#used.clear()
    this.#second = second
    const used = (this.#used.get(action) ?? 0) + 1
    this.#used.set(action, used)
    return used <= this.#limits[action]
  }
}
