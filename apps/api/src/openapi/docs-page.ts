import { escapeHtml, schemaHtml } from './docs-schema.ts'
import { docsStyle } from './docs-style.ts'
import type {
  OpenApiContent,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
} from './openapi-document.ts'

/** The OpenAPI document as one page of plain HTML: no script, nothing loaded from elsewhere. */
export function docsPage(document: OpenApiDocument): string {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(document.info.title)}</title>
<style>${docsStyle}</style>
</head>
<body>
<nav>
<h1>${text(document.info.title)} <small>开播</small></h1>
${calls.map(({ path, method, operation }) => `<a href="#${operation.operationId}">${badge(method)} ${text(path)}</a>`).join('\n')}
<h2>Schemas</h2>
${Object.keys(document.components.schemas)
  .map((name) => `<a href="#schema-${name}">${text(name)}</a>`)
  .join('\n')}
</nav>
<main>
<p>${text(document.info.description)} The same as data: <a href="/openapi.json">/openapi.json</a>.</p>
${calls.map(({ path, method, operation }) => callSection(path, method, operation)).join('\n')}
<h2>Schemas</h2>
${Object.entries(document.components.schemas)
  .map(
    ([name, schema]) => `<section id="schema-${name}"><h3>${text(name)}</h3>${schemaHtml(schema)}</section>`,
  )
  .join('\n')}
</main>
</body>
</html>
`
}

function callSection(path: string, method: string, operation: OpenApiOperation): string {
  const body = contentHtml(operation.requestBody?.content ?? {})
  const [success, ...errors] = Object.entries(operation.responses).sort(([a], [b]) => a.localeCompare(b))
  return `<section id="${operation.operationId}">
<h3>${badge(method)} <code>${text(path)}</code></h3>
<p>${text(operation.summary)}.${operation.security.length > 0 ? ' <em>Needs a session.</em>' : ''} ${prose(operation.description ?? '')}</p>
${operation.parameters.length > 0 ? `<h4>Parameters</h4><table>${operation.parameters.map(parameterRow).join('')}</table>` : ''}
${body ? `<h4>Body</h4>${body}` : ''}
${success ? `<h4>Answer ${success[0]}</h4>${contentHtml(success[1].content)}` : ''}
<h4>Errors</h4><p>${errors.map(([status, { description }]) => `${status} ${prose(description)}`).join(' · ')}</p>
</section>`
}

/** JSON by its schema, bytes by their content types. */
function contentHtml(content: OpenApiContent): string {
  const json = content['application/json']
  if (json) return schemaHtml(json.schema)
  const mediaTypes = Object.keys(content)
  return mediaTypes.length === 0
    ? ''
    : `<p>bytes of ${prose(mediaTypes.map((name) => `\`${name}\``).join(' or '))}</p>`
}

const parameterRow = ({ name, in: place, required, schema }: OpenApiParameter) =>
  `<tr><td><code>${text(name)}</code></td><td>${place}${required ? '' : ', optional'}</td><td>${schemaHtml(schema)}</td></tr>`

const badge = (method: string) => `<b class="${method.toLowerCase()}">${method}</b>`

const prose = (markdown: string) => text(markdown).replace(/`([^`]+)`/g, '<code>$1</code>')

const text = escapeHtml
