import { spawnSync } from 'node:child_process'
import { extname } from 'node:path'
import { listFiles } from '../output.ts'
import type { OfficialCompilers } from './official-compilers.ts'
import type { Problem } from './problem.ts'

/** Compiles every template, wxs module and style as old clients' tools do; what they refuse is a problem. */
export function checkWithOfficialCompilers(root: string, { wcc, wcsc }: OfficialCompilers): Problem[] {
  const files = listFiles(root)
  const having = (...extensions: string[]): string[] =>
    files.filter((path) => extensions.includes(extname(path)))
  return [
    ...run(root, wcc, ['-d', '-cc', '0', ...having('.wxml', '.wxs'), '-gn', '$gwx']),
    ...run(root, wcsc, ['-lc', ...having('.wxss')]),
  ]
}

function run(root: string, command: string, args: string[]): Problem[] {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  })
  const complaint = stderr.trim()
  // wcsc reports a missing @import and exits with 0.
  if (status === 0 && !/\bERR\b|not found/.test(complaint)) return []
  const lines = (complaint || stdout.slice(0, 500) || `exit code ${status}`).split('\n')
  return lines.filter((line) => line.trim() !== '' && !/^error file count/.test(line)).map(problemOf)
}

/** `./pages/a.wxml:3:7: Unexpected token` and its variants; anything else is passed on as it is. */
function problemOf(text: string): Problem {
  const found = /([\w./-]+\.(?:wxml|wxss|wxs)):(\d+)(?::\d+)*:?\s*(.*)$/.exec(text)
  if (found === null) return { file: '(official compiler)', line: undefined, message: text.trim() }
  const [, file = '', line = '', message = ''] = found
  return { file: file.replace(/^\.\//, ''), line: Number(line), message: message || text.trim() }
}
