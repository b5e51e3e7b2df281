import type { JsonSchema } from './openapi-document.ts'

/** A JSON schema as HTML for a reader: objects as tables of fields, everything else in a few words. */
export function schemaHtml(schema: JsonSchema): string {
  const variants = schema.oneOf ?? schema.anyOf
  if (variants && !isNullable(schema))
    return variants.map((variant) => schemaHtml(asSchema(variant))).join('<p>or</p>')
  if (!schema.properties) return `<p>${typeHtml(schema)}</p>`
  const required = new Set(schema.required)
  const rows = Object.entries(schema.properties).map(([name, member]) => {
    const field = asSchema(member)
    const nested = field.properties ? schemaHtml(field) : typeHtml(field)
    return `<tr><td><code>${text(name)}</code></td><td>${required.has(name) ? 'always' : 'optional'}</td><td>${nested}</td></tr>`
  })
  return rows.length === 0 ? '<p>No fields.</p>' : `<table>${rows.join('')}</table>`
}

export const escapeHtml = (value: string) =>
  value.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
const text = escapeHtml

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A type in a few words: `string, 1 to 80 characters`, `list of Room`, `"live" or "ended"`. */
function typeHtml(schema: JsonSchema): string {
  if (schema.$ref) return reference(schema.$ref)
  if (isNullable(schema))
    return `${(schema.anyOf ?? []).map((variant) => typeHtml(asSchema(variant))).join(' or ')}`
  if (schema.const !== undefined) return `<code>${text(JSON.stringify(schema.const))}</code>`
  if (schema.enum)
    return schema.enum.map((value) => `<code>${text(JSON.stringify(value))}</code>`).join(' or ')
  if (schema.type === 'array') return `list of ${typeHtml(asSchema(schema.items))}`
  if (schema.format === 'date-time') return 'time, ISO 8601'
  const rules = [range(schema), schema.pattern && `<code>${text(schema.pattern)}</code>`].filter(Boolean)
  return [text(String(schema.type ?? 'any')), ...rules].join(', ')
}

/** Numbers beyond what JSON can hold exactly are the schema language's way of saying "no bound". */
const isBound = (value: number | undefined): value is number =>
  value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER

function range({ minLength, maxLength, minimum, maximum }: JsonSchema): string {
  if (maxLength !== undefined) return `${minLength ?? 0} to ${maxLength} characters`
  if (isBound(minimum) && isBound(maximum)) return `${minimum} to ${maximum}`
  return ''
}

/** `anyOf` of a type and null. */
const isNullable = (schema: JsonSchema): boolean =>
  schema.anyOf?.some((variant) => typeof variant === 'object' && variant.type === 'null') ?? false

function reference(ref: string): string {
  const name = ref.slice(ref.lastIndexOf('/') + 1)
  return `<a href="#schema-${text(name)}">${text(name)}</a>`
}

const asSchema = (schema: JsonSchema['not'] | JsonSchema['items']): JsonSchema =>
  typeof schema === 'object' && !Array.isArray(schema) ? schema : {}
