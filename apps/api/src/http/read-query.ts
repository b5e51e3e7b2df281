import * as z from 'zod/mini'
import { KaiboError } from './kaibo-error.ts'

/**
 * The query of a URL as the schema wants it: a list where the schema has one, else one string. A parameter that
 * is given twice and may not be is refused rather than guessed.
 */
export function readQuery(url: string, schema: z.ZodMiniType): Record<string, string | string[]> {
  const start = url.indexOf('?')
  if (start === -1) return {}
  const parameters = new URLSearchParams(url.slice(start + 1))
  const query: Record<string, string | string[]> = Object.create(null)
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name)
    if (isList(schema, name)) query[name] = values
    else if (values.length === 1) query[name] = values[0] ?? ''
    else {
      throw new KaiboError(
        'invalid_request',
        `The query parameter ${name.slice(0, 40)} is given more than once.`,
        {
          issues: [{ path: `query.${name.slice(0, 40)}`, message: 'Given more than once' }],
        },
      )
    }
  }
  return query
}

function isList(schema: z.ZodMiniType, name: string): boolean {
  if (!(schema instanceof z.ZodMiniObject) || !Object.hasOwn(schema.shape, name)) return false
  const member: unknown = schema.shape[name]
  return (member instanceof z.ZodMiniOptional ? member._zod.def.innerType : member) instanceof z.ZodMiniArray
}
