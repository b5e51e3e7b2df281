import {
  type ErrorAnswer,
  errorCodes,
  errorStatus,
  isBytesAnswer,
  type OperationName,
  operations,
} from '@kaibo/live-core'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { stubHandlers, stubPlayUrls, stubRoom, stubSession } from '../testing/stub-app.ts'
import { type JsonSchema, openApiDocument } from './openapi-document.ts'

const document = openApiDocument()
const { schemas } = document.components
const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
)
const callOf = (name: OperationName) => calls.find((call) => call.operationId === name)

/** Every object within a value, itself included, with its place. */
function* nodes(value: unknown, place = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return
  yield [place, value as Record<string, unknown>]
  for (const [name, member] of Object.entries(value)) yield* nodes(member, `${place}/${name}`)
}

describe('the OpenAPI document', () => {
  test('has every operation of the contract once, under its method and path', () => {
    expect(calls.map(({ operationId, method, path }) => [operationId, method, path]).sort()).toEqual(
      Object.entries(operations)
        .map(([name, { method, path }]) => [name, method.toLowerCase(), path])
        .sort(),
    )
  })

  test('refers to nothing that is not there, and names every schema once', () => {
    const refs = [...nodes(document)].flatMap(([, node]) =>
      typeof node.$ref === 'string' ? [node.$ref] : [],
    )
    expect(refs.length).toBeGreaterThan(20)
    const known = Object.keys(schemas).map((name) => `#/components/schemas/${name}`)
    expect([...new Set(refs)].filter((ref) => !known.includes(ref))).toEqual([])
    expect(Object.keys(schemas).sort()).toEqual(
      [
        'ApplicationList',
        'BroadcasterApplication',
        'ErrorAnswer',
        'ErrorIssue',
        'Image',
        'Me',
        'PlayUrls',
        'PushUrl',
        'Room',
        'RoomList',
        'Session',
        'User',
        'UserWithRole',
      ].sort(),
    )
    expect(
      [...nodes(document)].filter(
        ([, node]) => '$schema' in node || '$defs' in node || typeof node.id === 'string',
      ),
    ).toEqual([])
  })

  test('declares each path parameter, required, and no other', () => {
    for (const { path, parameters } of calls) {
      const inPath = parameters.filter((parameter) => parameter.in === 'path')
      expect(inPath.map(({ name, required }) => [name, required])).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, true]),
      )
    }
  })

  test('asks for a session exactly where the contract does', () => {
    for (const { operationId, security, responses } of calls) {
      const needed = !['anyone', 'service'].includes(operations[operationId as OperationName].access.by)
      expect(security).toEqual(needed ? [{ session: [] }] : [])
      expect(Object.keys(responses).includes('401')).toBe(needed || operationId === 'createSession')
    }
    expect(document.components.securitySchemes.session).toMatchObject({ type: 'http', scheme: 'bearer' })
  })

  test('declares every error of a call under its status, with the one shape of errors', () => {
    for (const { operationId, responses } of calls) {
      const operation = operations[operationId as OperationName]
      for (const code of [
        ...operation.errors,
        'invalid_request',
        'method_not_allowed',
        'internal',
        'unavailable',
      ] as const) {
        const response = responses[String(errorStatus[code])]
        expect(response?.description).toContain(`\`${code}\``)
        expect(response?.content['application/json']?.schema).toEqual({
          $ref: '#/components/schemas/ErrorAnswer',
        })
      }
      expect(Object.keys(responses).filter((status) => Number(status) < 400)).toEqual([
        String(operation.status),
      ])
    }
  })

  test('never lists "unknown": that is what an old client reads, not what the server sends', () => {
    const enums = [...nodes(document)].flatMap(([, node]) =>
      Array.isArray(node.enum) ? [node.enum as unknown[]] : [],
    )
    expect(enums.length).toBeGreaterThan(5)
    expect(enums.filter((values) => values.includes('unknown'))).toEqual([])
    expect([...nodes(document)].filter(([, node]) => node.default === 'unknown')).toEqual([])
    expect(enums).toContainEqual([...errorCodes])
  })

  test('shows no way to a push in what everybody may read', () => {
    const names = (schema: JsonSchema | undefined) =>
      [...nodes(schema)].flatMap(([, node]) => Object.keys((node.properties as object | undefined) ?? {}))
    const publicNames = [
      ...names(schemas.Room),
      ...names(schemas.RoomList),
      ...names(schemas.User),
      ...names(schemas.PlayUrls),
    ]
    expect(publicNames).toContain('coverUrl')
    expect(publicNames.filter((name) => /push|stream|token|secret|openid|key/i.test(name))).toEqual([])
  })

  test('closes requests and leaves answers open', () => {
    expect(callOf('createRoom')?.requestBody?.content['application/json']?.schema).toMatchObject({
      additionalProperties: false,
      required: ['title'],
    })
    for (const schema of Object.values(schemas)) expect(schema.additionalProperties).toBeUndefined()
  })

  test('survives JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })
})

describe('the schemas', () => {
  /** A validator made from the document alone. */
  const validator = (schema: JsonSchema) =>
    z.fromJSONSchema(
      JSON.parse(
        JSON.stringify({ ...schema, $defs: schemas }).replaceAll('#/components/schemas/', '#/$defs/'),
      ),
    )
  const answerSchema = (name: OperationName, status: string) =>
    validator(callOf(name)?.responses[status]?.content['application/json']?.schema ?? {})

  const failure: ErrorAnswer = {
    error: {
      code: 'invalid_request',
      message: 'body.title: missing',
      requestId: '1',
      issues: [{ path: 'body.title', message: 'missing' }],
    },
  }

  const names = Object.keys(operations) as OperationName[]
  const withJson = names.filter((name) => !isBytesAnswer(operations[name].answer))

  test.each(withJson)('describe what %s answers', async (name) => {
    const answer: unknown = await (stubHandlers[name] as (request: unknown) => Promise<unknown>)({})
    const schema = answerSchema(name, String(operations[name].status))
    expect(schema.safeParse(answer)).toMatchObject({ success: true })
    for (const field of Object.keys(answer as object)) {
      expect(schema.safeParse({ ...(answer as object), [field]: { wrong: true } }).success).toBe(false)
    }
  })

  test.each<[OperationName, string, unknown, boolean]>([
    ['issuePlayUrls', '200', { playable: false, reason: 'interrupted', until: stubRoom.until }, true],
    ['issuePlayUrls', '200', { playable: false, reason: 'live' }, false],
    ['issuePlayUrls', '200', { ...stubPlayUrls, hls: undefined }, false],
    ['getRoom', '200', { ...stubRoom, until: '2026-11-22T12:01:00Z' }, false],
    ['getRoom', '200', { ...stubRoom, status: 'unknown' }, false],
    ['getRoom', '200', { ...stubRoom, id: 'room_1' }, false],
    ['createSession', '201', { ...stubSession, token: undefined }, false],
    ['getRoom', '404', failure, true],
    ['getRoom', '404', { error: { ...failure.error, code: 'teapot' } }, false],
    ['getRoom', '404', { error: { ...failure.error, requestId: undefined } }, false],
  ])('of %s %s judge an answer as a client would (%#)', (name, status, answer, valid) => {
    expect(answerSchema(name, status).safeParse(JSON.parse(JSON.stringify(answer))).success).toBe(valid)
  })
})
