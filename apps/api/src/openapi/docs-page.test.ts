import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStubApp, type StubApp } from '../testing/stub-app.ts'
import { docsPage } from './docs-page.ts'
import { openApiDocument } from './openapi-document.ts'

const document = openApiDocument()
const page = docsPage(document)

describe('the page of the document', () => {
  test('has every call, every schema and every error code', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      expect(page).toContain(`<code>${path}</code>`)
      for (const { operationId, summary } of Object.values(methods)) {
        expect(page).toContain(`<section id="${operationId}">`)
        expect(page).toContain(`href="#${operationId}"`)
        expect(page).toContain(`<p>${summary}.`)
      }
    }
    for (const name of Object.keys(document.components.schemas)) {
      expect(page).toContain(`<section id="schema-${name}">`)
    }
    expect(page).toContain('<code>idempotency_key_reused</code>')
  })

  test('links within itself only to what is there, with ids that are unique', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target)
    expect(targets.filter((target) => !ids.includes(target))).toEqual([])
  })

  test('closes what it opens', () => {
    for (const tag of ['section', 'table', 'pre', 'code', 'a', 'p', 'nav', 'main', 'tr', 'td']) {
      const opened = page.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0
      expect([tag, page.split(`</${tag}>`).length - 1]).toEqual([tag, opened])
    }
  })

  test('shows text as text, wherever it comes from', () => {
    const evil = `<img src=x onerror="alert(1)">&`
    const [path, methods] = Object.entries(document.paths)[0] ?? ['', {}]
    const [method, operation] = Object.entries(methods)[0] ?? []
    if (!method || !operation) throw new Error('The document has no call')
    const infested = docsPage({
      ...document,
      info: { ...document.info, title: evil, description: evil },
      paths: {
        [`${path}/${evil}`]: {
          [method]: {
            ...operation,
            summary: evil,
            description: `\`${evil}\``,
            parameters: [{ name: evil, in: 'query', required: false, schema: { description: evil } }],
            responses: {
              200: { description: evil, content: { 'application/json': { schema: { title: evil } } } },
            },
          },
        },
      },
      components: { ...document.components, schemas: { Evil: { const: evil } } },
    })
    expect(infested).not.toContain('<img')
    expect(infested).toContain('&lt;img src=x onerror=')
    expect(infested).toContain('&gt;&amp;')
  })

  test('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<iframe|<img|\son\w+=|javascript:|https?:\/\//i)
  })
})

describe('served', () => {
  let app: StubApp
  beforeAll(async () => {
    app = await openStubApp()
  })
  afterAll(() => app.close())

  test('/openapi.json is the document and /docs its page, behind a policy that forbids scripts', async () => {
    const json = await app.send('/openapi.json')
    expect(json.headers['content-type']).toMatch(/^application\/json/)
    expect(JSON.parse(json.text)).toEqual(document)
    const { headers, text } = await app.send('/docs')
    expect(text).toBe(page)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['content-security-policy']).toBe("default-src 'none'; style-src 'unsafe-inline'")
    expect(headers['x-content-type-options']).toBe('nosniff')
  })
})
