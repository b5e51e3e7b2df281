import { WECHAT_CALLS, type WechatCall } from './wechat-call.ts'

/** How often each call came in, whatever became of it, and how often it was answered with an errcode. */
export type WechatCounts = Readonly<Record<WechatCall, { readonly calls: number; readonly refused: number }>>

/** Counts calls since the sandbox started. */
export class WechatCounter {
  readonly #counts = new Map<WechatCall, { calls: number; refused: number }>()

  add(call: WechatCall, what: 'calls' | 'refused'): void {
    const count = this.#of(call)
    count[what] += 1
    this.#counts.set(call, count)
  }

  counts(): WechatCounts {
    const entries = WECHAT_CALLS.map((call) => [call, { ...this.#of(call) }])
    // `fromEntries` forgets that every name is there.
    return Object.fromEntries(entries) as WechatCounts
  }

  #of(call: WechatCall): { calls: number; refused: number } {
    return this.#counts.get(call) ?? { calls: 0, refused: 0 }
  }
}
