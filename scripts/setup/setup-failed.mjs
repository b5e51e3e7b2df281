/** A failure that its message explains: no stack trace is shown. */
export class SetupFailed extends Error {
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
