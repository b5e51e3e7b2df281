import type { OperationName } from '@kaibo/live-core'

/** What a reader of the document should know beyond the schemas. live-core carries no prose. */
export const operationNotes: Partial<Record<OperationName, string>> = {
  createSession:
    'The code goes to WeChat’s jscode2session. The token is shown once; the server keeps only a hash of it.',
  endSession:
    'The token is worth nothing from then on, on every node; with `everywhere`, every token of the person.',
  getMe:
    '`role` is what an operator gave, `mayBroadcast` what follows under the policy of this server; `application` is the newest one.',
  setRole:
    'Takes effect with the person’s next request and is noted in the audit log. The last operator stays one. The first is made on the server’s command line.',
  applyToBroadcast:
    'Where the policy is `application`. One open application per person; after a refusal the person may apply anew.',
  decideApplication:
    'Approval gives the role of a broadcaster and lowers nobody’s. The same decision again changes nothing.',
  createRoom:
    'Send an `Idempotency-Key`, so that a retry after a lost answer finds the first room instead of opening a second.',
  listRooms: '`status` may be repeated. Follow `nextCursor` until it is null.',
  issuePushUrl:
    'The URL is the right to broadcast: never store, show or log it. Ask again with `reason: "reconnect"` after a drop. Only the newest URL may publish, except that `refresh` leaves the older one its right; `publisher_busy` means that another device of yours broadcasts.',
  sendHeartbeat:
    'Every `nextInMs` while the broadcaster’s page is in front. `pushUrlReplaced`: ask for a new push URL. Heartbeats are one of three sources of a room’s truth, beside callbacks and the provider’s answers.',
  getTimeline:
    'In words, in both languages; an answer of the provider is told only where it changed something.',
  issuePlayUrls:
    'A room that cannot be played is an answer, not an error. flv and rtmp URLs are checked when a player connects; ask again for every new try, no sooner than `retryAfterMs`, and with `stalled: true` when a running picture stopped.',
  endRoom: 'Final. Ending an ended room answers it again.',
  updateRoom:
    'What is left out stays as it is, `null` takes it away. New words are checked like those of a new room; a new picture replaces the old one once it is approved.',
  uploadImage:
    'The bytes themselves are the body. WebP only where pictures are not checked, since WeChat’s check does not take it. `path` is what a room’s `coverUrl` takes; until WeChat has approved the picture, only `previewUrl` shows it.',
  getImage:
    'For anybody once it is approved, and for ever the same; before, only with its owner’s `preview`.',
  getRoomQrCode:
    'WeChat’s own code (getUnlimitedQRCode). Its `scene` is the room’s id; a page reads it with `roomOfScene`.',
  shareRoom:
    '`urlLink` opens the room from a text message or a web page; WeChat gives none to personal accounts.',
  getSubscription:
    'Ask the person to accept `templateId` with wx.requestSubscribeMessage, then call `subscribe`.',
  subscribe: 'After the person accepted: one acceptance is good for one message.',
  verifyWechatPush: 'WeChat’s console asks once, when the address is saved.',
  receiveWechatPush:
    'In JSON, plain or encrypted; encrypted only where KAIBO_WECHAT_PUSH_AES_KEY is set. Events that nobody waits for are taken and ignored.',
  receiveTencentCssCallback:
    'Called by Tencent Cloud CSS: any content type, unknown fields ignored. Only 200 stops its retries.',
  receiveSrsHook:
    'Called by an SRS of your own (`on_publish`, `on_unpublish`, `on_play`), from configured addresses only and never through a proxy. SRS lets a client in at `code: 0` alone.',
}
