/**
 * The only fields that a log line may have besides level, time and text. Whatever else is given is withheld, so that
 * nobody logs a whole object that later gets a secret member. Before a name is added here: can its value ever hold a key,
 * a token, a signed URL, an openid, or a text that somebody typed?
 */
export const LOG_FIELDS = [
  'circuit',
  'code',
  'endReason',
  'err',
  'event',
  'failures',
  'imageId',
  'kind',
  'messages',
  'method',
  'ms',
  'operation',
  'outcome',
  'provider',
  'requestId',
  'restedMs',
  'roomId',
  'route',
  'sent',
  'service',
  'status',
  'version',
  'wanted',
  'why',
  'worker',
] as const

const KNOWN: ReadonlySet<string> = new Set(LOG_FIELDS)

/** A line's fields without those that are not known; what was withheld is named, so that it is missed. */
export function onlyKnownFields(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  const withheld: string[] = []
  for (const [name, value] of Object.entries(fields)) {
    if (KNOWN.has(name) && (name === 'err' || isPlain(value))) kept[name] = value
    else withheld.push(name)
  }
  return withheld.length === 0 ? kept : { ...kept, withheld }
}

const isPlain = (value: unknown) => value === undefined || value === null || typeof value !== 'object'
