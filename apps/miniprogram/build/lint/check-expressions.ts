import type { Problem } from './problem.ts'
import type { Wxml } from './read-wxml.ts'

const STRING = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g
const CALL = /([A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*)*)\s*\(/g

/** What one of the two frameworks refuses or, worse, silently shows as nothing. */
const REFUSED: readonly [pattern: RegExp, name: string][] = [
  [/\?\./, 'optional chaining (?.)'],
  [/\?\?/, 'the ?? operator'],
  [/=>/, 'an arrow function'],
  [/`/, 'a template literal'],
  [/\*\*/, 'the ** operator'],
  [/\b(?:typeof|instanceof|new|in|void|delete)\b/, 'a keyword operator'],
  [/\+\+|--|[^=!<>]=(?!=)/, 'an assignment'],
]

/** Expressions that the old compiler and glass-easel read alike. Calls work on wxs modules only. */
export function checkExpressions(file: string, { mustaches, wxsModules }: Wxml): Problem[] {
  return mustaches.flatMap(({ expression, line }) => {
    const code = expression.replace(STRING, "''")
    const refused = REFUSED.filter(([pattern]) => pattern.test(code)).map(([, name]) => `uses ${name}`)
    const calls = [...code.matchAll(CALL)]
      .map(([, callee = '']) => callee.replace(/\s/g, ''))
      .filter((callee) => !wxsModules.has(callee.split('.')[0] ?? '') || !callee.includes('.'))
      .map((callee) => `calls ${callee}(), which is no function of a wxs module: it shows nothing on a phone`)
    return [...refused, ...calls].map((message) => ({ file, line, message: `{{${expression}}} ${message}` }))
  })
}
