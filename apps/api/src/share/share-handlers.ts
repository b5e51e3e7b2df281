import type { Handlers } from '../http/handler.ts'
import type { ShareManager } from './share-manager.ts'

/** A code stays the same for ever, but a room's visitors need not keep it. */
const KEEP = { 'cache-control': 'private, max-age=86400' }

export const shareHandlers = (shares: ShareManager): Pick<Handlers, 'shareRoom' | 'getRoomQrCode'> => ({
  shareRoom: ({ params }) => shares.share(params.roomId),
  async getRoomQrCode({ params }) {
    return { ...(await shares.qrCode(params.roomId)), headers: KEEP }
  },
})
