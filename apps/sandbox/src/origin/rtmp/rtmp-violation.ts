/** The peer broke the RTMP protocol or one of our bounds; its connection ends, nothing else does. */
export class RtmpViolation extends Error {
  override readonly name = 'RtmpViolation'
  readonly tooBig: boolean

  constructor(message: string, { tooBig = false }: { tooBig?: boolean } = {}) {
    super(message)
    this.tooBig = tooBig
  }
}
