/**
 * An error as the log shows it. Only these members: a database error carries the row's values (an openid) in its
 * `detail`, and a fetch error the URL (the AppSecret) in its cause.
 */
export function briefError(error: Error & { code?: unknown }): Record<string, unknown> {
  return { type: error.name, code: error.code, message: error.message, stack: error.stack }
}
