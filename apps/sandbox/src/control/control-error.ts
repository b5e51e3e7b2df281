/** A control request that cannot be carried out, and what is wrong with it. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly status: number
  readonly code: string
  readonly issues: readonly { readonly path: string; readonly message: string }[]

  constructor(
    status: number,
    code: string,
    options: { message: string; issues?: readonly { path: string; message: string }[] },
  ) {
    super(options.message)
    this.status = status
    this.code = code
    this.issues = options.issues ?? []
  }
}

/** @param path the field's name, with dots for fields inside fields */
export function invalidField(path: string, message: string): ControlError {
  return new ControlError(400, 'invalid', { message: `${path}: ${message}`, issues: [{ path, message }] })
}
