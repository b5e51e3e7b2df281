import type { Handlers } from '../http/handler.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { WechatPushManager } from './wechat-push-manager.ts'

/** Without a manager, no push is expected, and nothing is at its address. */
export const wechatPushHandlers = (
  pushes: WechatPushManager | undefined,
): Pick<Handlers, 'verifyWechatPush' | 'receiveWechatPush'> => ({
  async verifyWechatPush({ params, query }) {
    if (!pushes) throw nothingHere()
    return text(await pushes.verify(params.secret, query))
  },
  async receiveWechatPush({ params, query, rawBody }) {
    if (!pushes) throw nothingHere()
    await pushes.receive(params.secret, { query, rawBody })
    return text('success')
  },
})

const text = (words: string) => ({ mediaType: 'text/plain', bytes: Buffer.from(words) }) as const

const nothingHere = () => new KaiboError('not_found', 'There is nothing at this address.')
