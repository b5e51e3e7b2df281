import { describe, expect, test } from 'vitest'

declare global {
  interface ImportMeta {
    /** Vite's; with these options it gives the texts of the files. */
    glob(
      patterns: string[],
      options: { query: '?raw'; import: 'default'; eager: true },
    ): Record<string, string>
  }
}

const sources = Object.entries(
  import.meta.glob(['./**/*.ts', '!./**/*.test.ts', '!./**/testing/**'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)

/** What follows `from`, a bare `import` or `import(`. */
const specifiersOf = (text: string) =>
  [...text.matchAll(/\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    ([, from, bare]) => from ?? bare ?? '',
  )

describe('the sources of live-core', () => {
  test('import nothing but one another and zod/mini, so that the mini-program carries no dead weight', () => {
    expect(sources.length).toBeGreaterThan(30)
    const foreign = sources.flatMap(([file, text]) =>
      specifiersOf(text)
        .filter((specifier) => specifier !== 'zod/mini' && !/^\.{1,2}\/[\w./-]+\.ts$/.test(specifier))
        .map((specifier) => `${file}: ${specifier}`),
    )
    expect(foreign).toEqual([])
  })

  /** The files whose code, without comments and texts, matches. */
  const filesWith = (pattern: RegExp) =>
    sources
      .filter(([, text]) => pattern.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'/g, '')))
      .map(([file]) => file)

  test('name nothing that only a browser, node or WeChat has', () => {
    const globals =
      'process|Buffer|require|window|document|globalThis|wx|console|setTimeout|setInterval|fetch|URL'
    expect(filesWith(new RegExp(`\\b(?:${globals})\\b\\s*[.(]`))).toEqual([])
  })

  test('read no clock and no randomness of their own', () => {
    expect(filesWith(/Date\.now|new Date\(\)|Math\.random|performance\.now/)).toEqual([])
  })

  test('the scan sees every form of import', () => {
    const text = `import 'a'\nimport x from "b"\nimport type { y } from 'c'\nexport * from 'd'\nconst z = await import('e')`
    expect(specifiersOf(text)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })
})
