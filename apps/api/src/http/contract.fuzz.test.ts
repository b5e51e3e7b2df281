import { errorAnswer, errorStatus } from '@kaibo/live-core'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JsonSchema, type OpenApiOperation, openApiDocument } from '../openapi/openapi-document.ts'
import { anyText } from '../testing/any-text.ts'
import type { Sent } from '../testing/loopback.ts'
import { openStubApp, type StubApp, stubRoom, withSession } from '../testing/stub-app.ts'

let app: StubApp
beforeAll(async () => {
  app = await openStubApp()
})
afterAll(() => app.close())

const { paths } = openApiDocument()
const calls = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)
const oddWord = fc.constantFrom(
  '',
  '0',
  '-1',
  '1e99',
  'null',
  '__proto__',
  'constructor',
  '%',
  '..',
  '👍🏽',
  'a'.repeat(2_000),
)
const word = fc.oneof(
  fc.string(),
  oddWord,
  fc.constantFrom(stubRoom.id, 'live', 'start', '2026-11-22T12:00:00Z'),
)
const encoded = word.map((text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?')))

/** A path segment, mostly one that reaches the handler. */
const segment = fc.oneof(
  { weight: 3, arbitrary: fc.constant(stubRoom.id) },
  encoded,
  fc.constantFrom('%ff', '%', '%00', '%2e%2e'),
)
const query = (operation: OpenApiOperation) => {
  const known = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  const name = fc.oneof(fc.constantFrom(...known, 'x'), encoded)
  const pairs = fc.array(fc.tuple(name, encoded), { maxLength: 3 })
  return fc.oneof(
    { weight: known.length > 0 ? 1 : 6, arbitrary: fc.constant('') },
    pairs.map((list) => `?${list.map((pair) => pair.join('=')).join('&')}`),
    fc.constant('?%ff=%'),
  )
}

/** A body with the declared fields, some of them wrong, missing or unknown; or something else entirely. */
function body(operation: OpenApiOperation): fc.Arbitrary<string> {
  const { properties = {}, required = [] }: JsonSchema =
    operation.requestBody?.content['application/json']?.schema ?? {}
  const value = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('live', 'start', '2026-11-22T12:00:00Z', 60) },
    ...[anyText(), word, fc.jsonValue(), fc.double(), fc.constantFrom(null, true, [], {})],
  )
  const declared = Object.fromEntries(Object.keys(properties).map((name) => [name, value]))
  const unknown = fc.dictionary(fc.constantFrom('unknown', '__proto__', 'constructor', ''), value, {
    maxKeys: 2,
  })
  const asDeclared = fc.record(declared, { requiredKeys: required.filter((name) => name in declared) })
  return fc.oneof(
    { weight: 4, arbitrary: asDeclared.map((fields) => JSON.stringify(fields)) },
    fc.tuple(asDeclared, unknown).map(([fields, more]) => JSON.stringify({ ...fields, ...more })),
    fc.json(),
    anyText(),
    fc.constantFrom('', '{', '[', '{"a":1}{"b":2}', `"${'x'.repeat(20_000)}"`, '['.repeat(5_000)),
  )
}

const header = fc.string({ unit: fc.constantFrom(...'abc019 ,;=/-_"*') })
const headers = fc.record(
  {
    authorization: fc.oneof({ weight: 4, arbitrary: fc.constant(withSession.authorization) }, header),
    'content-type': fc.oneof(
      { weight: 4, arbitrary: fc.constant('application/json') },
      fc.constantFrom('application/json; charset=utf-7', 'text/plain', 'application/json;'),
      header,
    ),
    'content-encoding': fc.constantFrom('identity', 'identity', 'identity', 'gzip', 'br', 'x'),
    'idempotency-key': header,
    expect: fc.constant('100-continue'),
  },
  { requiredKeys: ['authorization', 'content-type'] },
)
const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']

const fuzzed = fc.constantFrom(...calls).chain(({ path, method, operation }) =>
  fc.record({
    path: fc.constant(path),
    sentPath: fc
      .tuple(segment, query(operation))
      .map(([part, search]) => path.replace(/\{\w+\}/, () => part) + search),
    method: fc.oneof({ weight: 6, arbitrary: fc.constant(method) }, fc.constantFrom(...HTTP_METHODS)),
    headers,
    body: operation.requestBody
      ? fc.option(body(operation), { nil: undefined })
      : fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.json()),
  }),
)

/** A call's declared statuses; any path may be answered 404 or 405, HEAD is answered like GET. */
function declared(path: string, method: string): number[] {
  const operation = paths[path]?.[method === 'HEAD' ? 'get' : method.toLowerCase()]
  return operation ? [...Object.keys(operation.responses).map(Number), 404] : [404, 405, 400]
}

test('3,000 requests made from the contract: no 5xx, no crash, and no status that the document does not declare', async () => {
  const counts = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(fuzzed, async ({ path, sentPath, method, headers, body }) => {
      const sent: Sent = {
        method,
        headers,
        ...(body === undefined ? {} : { body: method === 'HEAD' ? '' : body }),
      }
      const answer = await app.send(sentPath, sent)
      counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
      expect(declared(path, method)).toContain(answer.status)
      expect(answer.status).toBeLessThan(500)
      if (answer.status < 400 || method === 'HEAD') return
      const { error } = errorAnswer.parse(JSON.parse(answer.text))
      expect(error.code !== 'unknown' && errorStatus[error.code]).toBe(answer.status)
    }),
    { numRuns: 3_000 },
  )
  // The fuzz has to get everywhere to mean anything.
  expect([...counts.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 401, 404, 405, 413, 415]))
})
