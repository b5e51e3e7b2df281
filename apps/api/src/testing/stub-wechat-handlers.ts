import type { Image } from '@kaibo/live-core'
import type { Handlers } from '../http/handler.ts'

export const stubImage: Image = {
  id: `image_${'0'.repeat(20)}`,
  purpose: 'cover',
  state: 'pending',
  path: `/v1/images/image_${'0'.repeat(20)}`,
  url: `https://api.example.test/v1/images/image_${'0'.repeat(20)}`,
  previewUrl: `https://api.example.test/v1/images/image_${'0'.repeat(20)}?preview=1.${'0'.repeat(43)}`,
  previewExpiresAt: '2026-11-22T13:00:00.000Z',
  width: 640,
  height: 360,
  createdAt: '2026-11-22T12:00:00.000Z',
}

type Names =
  | 'uploadImage'
  | 'getImageState'
  | 'getImage'
  | 'shareRoom'
  | 'getRoomQrCode'
  | 'getSubscription'
  | 'subscribe'
  | 'verifyWechatPush'
  | 'receiveWechatPush'

/** Handlers of what WeChat has to do with, the same for everybody. */
export const stubWechatHandlers: Pick<Handlers, Names> = {
  uploadImage: async () => stubImage,
  getImageState: async () => stubImage,
  getImage: async () => ({ mediaType: 'image/png', bytes: Buffer.from('png') }),
  shareRoom: async () => ({ path: 'pages/player/player', urlLink: 'https://wxaurl.cn/x' }),
  getRoomQrCode: async () => ({ mediaType: 'image/png', bytes: Buffer.from('png') }),
  getSubscription: async () => ({ subscribed: false, templateId: 'template' }),
  subscribe: async () => ({ subscribed: true, templateId: 'template' }),
  verifyWechatPush: async ({ query }) => ({ mediaType: 'text/plain', bytes: Buffer.from(query.echostr) }),
  receiveWechatPush: async () => ({ mediaType: 'text/plain', bytes: Buffer.from('success') }),
}
