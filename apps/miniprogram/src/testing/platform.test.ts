import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sourceRoot } from '../../build/options.ts'
import { listFiles } from '../../build/output.ts'

const scripts = listFiles(sourceRoot).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
const codeOf = (path: string): string =>
  readFileSync(join(sourceRoot, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')

it('only src/platform names wx: everything else runs without WeChat', () => {
  const offenders = scripts.filter(
    (path) => !path.startsWith('platform/') && /\bwx\s*[.[]/.test(codeOf(path)),
  )
  expect(offenders).toEqual([])
  expect(scripts.filter((path) => /\bwx\./.test(codeOf(path))).length).toBeGreaterThan(5)
})

it('every page goes through definePage', () => {
  const pages = scripts.filter((path) => /^pages\/(\w+)\/\1\.ts$/.test(path))
  expect(pages).toHaveLength(4)
  for (const page of pages) expect(codeOf(page), page).toMatch(/^definePage\(/m)
  expect(scripts.filter((path) => /(?<!define)\bPage\(/.test(codeOf(path)))).toEqual([])
})

it('nothing reads a clock, a random number or the console behind its back', () => {
  const allowed = new Set([
    'services/index.ts',
    'pages/rooms/rooms.ts',
    'pages/player/player.ts',
    'pages/pusher/pusher.ts',
  ])
  const offenders = scripts.filter(
    (path) => !allowed.has(path) && /\b(?:Date\.now|Math\.random|console\.)/.test(codeOf(path)),
  )
  expect(offenders).toEqual([])
})
