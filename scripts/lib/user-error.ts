/** A failure that its message explains to the person at the terminal: no stack trace is shown. */
export class UserError extends Error {
  override readonly name = 'UserError'
}
