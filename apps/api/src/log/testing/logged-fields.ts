import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A field that some source gives to the log, and where. */
export type LoggedField = { file: string; field: string }

const sources = fileURLToPath(new URL('../../', import.meta.url))

/** The fields of every call of the log in the API's sources, tests left out. Of what is spread only literals are seen. */
export function loggedFields(): LoggedField[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('testing'))
    .sort()
  return files.flatMap((file) =>
    fieldsOf(readFileSync(join(sources, file), 'utf8')).map((field) => ({ file, field })),
  )
}

export function fieldsOf(source: string): string[] {
  const calls = source.matchAll(/\blogger(?:\.(?:trace|debug|info|warn|error|fatal|child)|\[\w+\])\(\s*\{/g)
  return [...calls].flatMap((call) => namesIn(balanced(source, call.index + call[0].length)))
}

/** What stands up to the brace that closes the one before `start`. */
function balanced(source: string, start: number): string {
  let depth = 1
  let end = start
  while (depth > 0 && end < source.length) {
    const character = source[end++]
    if (character === '{') depth += 1
    if (character === '}') depth -= 1
  }
  return source.slice(start, end - 1)
}

/** Names of members: before a colon, or alone between commas and braces. Values in parentheses have none. */
function namesIn(members: string): string[] {
  const literals = members.replace(/'[^']*'|`[^`]*`/g, '""')
  const spread = [...literals.matchAll(/\.\.\.\([^{}]*\{\s*(\w+)/g)].map(([, name = '']) => name)
  const own = literals.replace(/\.\.\.(?:\([^)]*\)|\w+)/g, '').replace(/\([^)]*\)/g, '')
  const named = own.split(',').map((member) => /^\s*(\w+)/.exec(member)?.[1] ?? '')
  return [...named, ...spread].filter((name) => name !== '')
}
