/** Why a push ended, in the numbers of Tencent's push-end callback (267/31083, "errcode" table). */
export interface EndReason {
  readonly errcode: number
  readonly subErrcode?: number
  readonly errmsg: string
}

export const END_REASONS = {
  deleteStream: { errcode: 1, errmsg: 'recv rtmp deleteStream' },
  closeStream: { errcode: 2, errmsg: 'recv rtmp closeStream' },
  tcpEnd: { errcode: 3, errmsg: 'recv return 0' },
  tcpError: { errcode: 4, errmsg: 'recv return error' },
  originStopped: { errcode: 5, errmsg: 'system stopped' },
  badRtmp: { errcode: 6, errmsg: 'bad rtmp content' },
  badFlv: { errcode: 6, errmsg: 'bad flv content' },
  messageTooBig: { errcode: 7, errmsg: 'rtmp message too large' },
  tagTooBig: { errcode: 7, errmsg: 'flv tag too large' },
  idle: { errcode: 8, errmsg: 'no data for too long' },
  linkLost: { errcode: 12, errmsg: 'push link network error' },
  expired: { errcode: 18, subErrcode: 501, errmsg: 'txTime has expired' },
  dropped: { errcode: 21, subErrcode: 100, errmsg: 'recv drop stream request' },
  forbidden: { errcode: 21, subErrcode: 101, errmsg: 'recv forbid stream request' },
  takenOver: { errcode: 21, subErrcode: 102, errmsg: 'replaced by a new push' },
  takenOverSilent: { errcode: 21, subErrcode: 103, errmsg: 'replaced by a new push, no data' },
} as const satisfies Record<string, EndReason>
