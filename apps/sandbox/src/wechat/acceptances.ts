/**
 * Which messages people accepted in `wx.requestSubscribeMessage`, and how often: each is good for one message. Whoever
 * accepted none gets none.
 */
export class Acceptances {
  readonly #left = new Map<string, number>()

  add(openid: string, templateId: string, times: number): void {
    const key = keyOf(openid, templateId)
    this.#left.set(key, (this.#left.get(key) ?? 0) + times)
  }

  /** Uses up one. Returns whether there was one. */
  take(openid: string, templateId: string): boolean {
    const key = keyOf(openid, templateId)
    const left = this.#left.get(key) ?? 0
    if (left === 0) return false
    this.#left.set(key, left - 1)
    return true
  }
}

const keyOf = (openid: string, templateId: string) => `${templateId} ${openid}`
