/** Where the sandbox writes what happens. It never passes a signed URL, a key or a token. */
export interface Logger {
  info(line: string): void
  warn(line: string): void
}

export const silentLogger: Logger = { info: () => {}, warn: () => {} }
