import { Router } from 'express'
import { docsPage } from './docs-page.ts'
import { openApiDocument } from './openapi-document.ts'

/** `/openapi.json` and its readable page `/docs`. Both are made once: the contract does not change while we run. */
export function documentRouter(): Router {
  const document = openApiDocument()
  const json = Buffer.from(JSON.stringify(document))
  const page = Buffer.from(docsPage(document))
  const router = Router({ caseSensitive: true, strict: true })
  router.get('/openapi.json', (_req, res) => {
    res.type('application/json').send(json)
  })
  router.get('/docs', (_req, res) => {
    res
      .set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .set('x-content-type-options', 'nosniff')
      .type('text/html')
      .send(page)
  })
  return router
}
