/** The peer sent something that is no FLV, or broke one of our bounds; its connection ends, nothing else does. */
export class FlvViolation extends Error {
  override readonly name = 'FlvViolation'
  readonly tooBig: boolean

  constructor(message: string, { tooBig = false }: { tooBig?: boolean } = {}) {
    super(message)
    this.tooBig = tooBig
  }
}
