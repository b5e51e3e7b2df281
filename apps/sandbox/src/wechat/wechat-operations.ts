import type { WechatCounts } from './call-counts.ts'
import type { PushDelivery } from './message-push.ts'
import type { SentMessage } from './sent-messages.ts'

/** What one can do to the stand-in for WeChat, from a test or through the control API. */
export interface WechatOperations {
  /** How often each call came in. */
  counts(): WechatCounts
  /** The subscription messages that were sent, oldest first. */
  messages(): SentMessage[]
  /** The pictures that were to be checked, by their addresses, oldest first. */
  imageUrls(): string[]
  /** The events that were pushed and what became of them, oldest first. */
  pushes(): PushDelivery[]
  /**
   * Sets where events are pushed, as one does in the console, which asks the address first; `null` takes it away.
   * @throws Error when the address is not one of this machine or does not answer as it must
   */
  setPushUrl(url: string | null): Promise<void>
  /** A person accepts messages of a template, each acceptance good for one. */
  accept(openid: string, templateId: string, times: number): void
  /** A person has not used the mini-program for two hours, until the next login (61010). */
  leave(openid: string): void
  /** Lets every access token end (42001), or makes it void (40001). */
  endTokens(how: 'expired' | 'revoked'): void
}
