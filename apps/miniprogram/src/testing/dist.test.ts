import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'rolldown/utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readUnits } from '../../build/app-files.ts'
import { lintMiniprogram } from '../../build/lint/lint.ts'
import { listFiles } from '../../build/output.ts'
import { buildIntoTemporaryFolder } from './built-miniprogram.ts'

let dist: ReturnType<typeof buildIntoTemporaryFolder>
beforeAll(() => {
  dist = buildIntoTemporaryFolder()
})
afterAll(() => dist?.remove())

const read = (path: string): string => readFileSync(join(dist.path, path), 'utf8')
const scripts = (): string[] => listFiles(dist.path).filter((path) => path.endsWith('.js'))
const allCode = (): string => scripts().map(read).join('\n')

describe('the built mini-program', () => {
  it('is at most 200 kB, and the build says how large', () => {
    const bytes = listFiles(dist.path).reduce((sum, path) => sum + statSync(join(dist.path, path)).size, 0)
    expect(bytes).toBeLessThanOrEqual(200_000)
    expect(dist.output).toMatch(/^\d+\.\d kB of 200\.0 kB/m)
  })

  it('has all four files of every page and component, and passes the template gate', () => {
    const missing = readUnits(dist.path).flatMap(({ path }) =>
      ['.js', '.json', '.wxml', '.wxss']
        .map((extension) => path + extension)
        .filter((file) => !existsSync(join(dist.path, file))),
    )
    expect(missing).toEqual([])
    expect(lintMiniprogram(dist.path).problems).toEqual([])
  })

  it('is a project that DevTools opens as it is', () => {
    const project = JSON.parse(read('project.config.json')) as Record<string, unknown>
    expect(project).toMatchObject({ miniprogramRoot: '', compileType: 'miniprogram' })
    expect(JSON.stringify(project.packOptions)).toContain('package.json')
    expect(JSON.parse(read('package.json'))).toEqual({ type: 'commonjs' })
    expect(existsSync(join(dist.path, 'sitemap.json'))).toBe(true)
  })

  it('is CommonJS in the language of 2017: nothing is left to lower', () => {
    for (const path of scripts()) {
      const lowered = transformSync(path, read(path), { target: 'es2017', sourceType: 'script' })
      const kept = transformSync(path, read(path), { target: 'esnext', sourceType: 'script' })
      expect(lowered.errors, path).toEqual([])
      expect(lowered.code, path).toBe(kept.code)
    }
  })

  it('needs nothing that old phones lack: no globalThis, no lookbehind, no code from text', () => {
    const code = allCode()
    expect(code).not.toMatch(/\bglobalThis\b/)
    expect(code).not.toMatch(/\(\?<[=!]/)
    expect(code).not.toMatch(/\beval\(|new Function\b|\bFunction\(/)
    expect(code).not.toMatch(/\b(?:URLSearchParams|AbortSignal|structuredClone|TextEncoder)\b/)
  })

  it('contains zod/mini only: no locale and no other form', () => {
    const code = allCode()
    expect(code).toMatch(/ZodMini/)
    expect(code).not.toMatch(/Invalid input: expected|ZodString"|\.superRefine|\.nonempty\b/)
  })

  it('contains no secret, no signing and no test code', () => {
    const text = listFiles(dist.path).map(read).join('\n')
    expect(text).not.toMatch(/txSecret|createHmac|\bmd5\b|appsecret|KAIBO_[A-Z_]*(?:KEY|SECRET)/i)
    expect(text).not.toMatch(/vitest|testing\//)
  })

  it('talks to the API of the build, and states its version', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    expect(allCode()).toContain('http://127.0.0.1:7100')
    expect(allCode()).toContain('Kaibo-Client-Version')
    expect(allCode()).toContain(version)
  })
})
