import type { OperationName } from '@kaibo/live-core'

/** What a reader of the document should know beyond the schemas. live-core carries no prose. */
export const operationNotes: Partial<Record<OperationName, string>> = {
  createSession:
    'The code goes to WeChat’s jscode2session. The token is shown once; the server keeps only a hash of it.',
  createRoom:
    'Send an `Idempotency-Key`, so that a retry after a lost answer finds the first room instead of opening a second.',
  listRooms:
    '`status` may be repeated; `broadcasterId` lists one person’s rooms. Follow `nextCursor` until it is null.',
  issuePushUrl:
    'The URL is the right to broadcast: never store, show or log it. Ask again with `reason: "reconnect"` after a drop. Only the newest URL may publish, except that `refresh` leaves the older one its right; `publisher_busy` means that another device of yours broadcasts.',
  sendHeartbeat:
    'Every `nextInMs` while the broadcaster’s page is in front. `pushUrlReplaced`: ask for a new push URL. Heartbeats are one of three sources of a room’s truth, beside callbacks and the provider’s answers.',
  getTimeline:
    'In words, in both languages; an answer of the provider is told only where it changed something.',
  issuePlayUrls:
    'A room that cannot be played is an answer, not an error. flv and rtmp URLs are checked when a player connects; ask again for every new try, no sooner than `retryAfterMs`, and with `stalled: true` when a running picture stopped.',
  endRoom: 'Final. Ending an ended room answers it again.',
  receiveTencentCssCallback:
    'Called by Tencent Cloud CSS: any content type, unknown fields ignored. Only 200 stops its retries.',
}
