/** Names whose values let somebody push, play or act as a user. */
const SECRET_NAME = /secret|token|authorization|password|session_?key|^code$|auth_key|^sign(ature)?$/i
const SECRET_QUERY = /([?&;](?:txSecret|token|access_token|sign|auth_key|code|wsSecret)=)[^&#\s"']+/gi
const BEARER = /\b(Bearer\s+)[\w.~+/=-]+/gi

/** A text without the secrets that URLs and headers carry. */
export const maskText = (text: string): string => text.replace(SECRET_QUERY, '$1•••').replace(BEARER, '$1•••')

/** A copy to show: secrets masked by name and inside texts, nothing that is not plain data. */
export function maskData(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value)
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? '[function]' : value
  if (depth > 8) return '…'
  if (Array.isArray(value)) return value.map((item) => maskData(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_NAME.test(name) && typeof item === 'string' ? '•••' : maskData(item, depth + 1),
    ]),
  )
}
