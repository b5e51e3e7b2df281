import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const lockfile = readFileSync(new URL('../../pnpm-lock.yaml', import.meta.url), 'utf8')

/** Each tool that ships a binary per platform: how it names the four that we promise. */
const NATIVE = [
  ['turbo', ['@turbo/linux-64', '@turbo/darwin-arm64', '@turbo/darwin-64', '@turbo/windows-64']],
  [
    'biome',
    [
      '@biomejs/cli-linux-x64',
      '@biomejs/cli-darwin-arm64',
      '@biomejs/cli-darwin-x64',
      '@biomejs/cli-win32-x64',
    ],
  ],
  ['esbuild', ['@esbuild/linux-x64', '@esbuild/darwin-arm64', '@esbuild/darwin-x64', '@esbuild/win32-x64']],
  [
    'rolldown',
    [
      '@rolldown/binding-linux-x64-gnu',
      '@rolldown/binding-darwin-arm64',
      '@rolldown/binding-darwin-x64',
      '@rolldown/binding-win32-x64-msvc',
    ],
  ],
  [
    'typescript',
    [
      '@typescript/typescript-linux-x64',
      '@typescript/typescript-darwin-arm64',
      '@typescript/typescript-darwin-x64',
      '@typescript/typescript-win32-x64',
    ],
  ],
] as const

// pnpm drops an optional binary silently when a release lacks it; the tool then fails on that platform only.
test.each(NATIVE)('%s can be installed on Linux, macOS (both kinds) and Windows', (_tool, binaries) => {
  for (const binary of binaries) expect(lockfile).toContain(`  '${binary}@`)
})

test('the lockfile names no registry host and no exotic source', () => {
  expect(lockfile).not.toMatch(/tarball:|https?:\/\/|git\+/)
})

test('no dependency is below the version that closed a known hole', () => {
  const floors = { 'path-to-regexp': [8, 4, 0], 'body-parser': [2, 3, 0], qs: [6, 15, 3] }
  for (const [name, floor] of Object.entries(floors)) {
    const versions = [...lockfile.matchAll(new RegExp(`^  ${name}@(\\d+)\\.(\\d+)\\.(\\d+):`, 'gm'))]
    expect(versions.length).toBeGreaterThan(0)
    for (const version of versions) expect(isAtLeast(version.slice(1).map(Number), floor)).toBe(true)
  }
})

function isAtLeast(version: readonly number[], floor: readonly number[]): boolean {
  const index = version.findIndex((part, at) => part !== floor[at])
  return index === -1 || (version[index] ?? 0) > (floor[index] ?? 0)
}
