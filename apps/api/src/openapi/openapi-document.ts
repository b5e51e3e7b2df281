import {
  type Access,
  applicationList,
  broadcasterApplication,
  type ErrorCode,
  errorAnswer,
  errorIssue,
  errorStatus,
  image,
  isBytesAnswer,
  me,
  type Operation,
  operations,
  playUrls,
  pushUrl,
  type RawBody,
  room,
  roomList,
  session,
  user,
  userWithRole,
} from '@kaibo/live-core'
import * as z from 'zod/mini'
import { operationNotes } from './operation-notes.ts'

export type JsonSchema = z.core.JSONSchema.JSONSchema
export type OpenApiContent = Record<string, { schema: JsonSchema }>
export type OpenApiResponse = { description: string; content: OpenApiContent }
export type OpenApiParameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: JsonSchema
}
export type OpenApiOperation = {
  operationId: string
  summary: string
  description?: string
  /** Who may call it, and on whose object. */
  'x-kaibo-access': Access
  security: Record<string, string[]>[]
  parameters: OpenApiParameter[]
  requestBody?: { required: boolean; content: OpenApiContent }
  responses: Record<string, OpenApiResponse>
}
export type OpenApiDocument = {
  openapi: '3.1.1'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  paths: Record<string, Record<string, OpenApiOperation>>
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema | object> }
}

/** Schemas that stand under a name of their own in the document. */
const named = z
  .registry<{ id: string }>()
  .add(user, { id: 'User' })
  .add(session, { id: 'Session' })
  .add(me, { id: 'Me' })
  .add(userWithRole, { id: 'UserWithRole' })
  .add(broadcasterApplication, { id: 'BroadcasterApplication' })
  .add(applicationList, { id: 'ApplicationList' })
  .add(room, { id: 'Room' })
  .add(roomList, { id: 'RoomList' })
  .add(pushUrl, { id: 'PushUrl' })
  .add(playUrls, { id: 'PlayUrls' })
  .add(image, { id: 'Image' })
  .add(errorIssue, { id: 'ErrorIssue' })
  .add(errorAnswer, { id: 'ErrorAnswer' })

/** Errors that every call with the given trait may answer. */
const COMMON: readonly ErrorCode[] = ['invalid_request', 'method_not_allowed', 'internal', 'unavailable']
const WITH_SESSION: readonly ErrorCode[] = ['unauthenticated', 'not_allowed']
const WITH_BODY: readonly ErrorCode[] = ['payload_too_large', 'unsupported_media_type']

/** The OpenAPI 3.1 document of the contract: generated from live-core's operations and schemas, never written. */
export function openApiDocument(): OpenApiDocument {
  const schemas: Record<string, JsonSchema> = {}
  const paths: OpenApiDocument['paths'] = {}
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const described = { [operation.method.toLowerCase()]: describe(name, operation, schemas) }
    paths[operation.path] = { ...paths[operation.path], ...described }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Kaibo API',
      version: '1',
      description:
        'Rooms and signed push and play URLs for live streaming inside your own WeChat mini-program.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'The token of POST /v1/sessions' },
      },
    },
  }
}

function describe(name: string, operation: Operation, schemas: Record<string, JsonSchema>): OpenApiOperation {
  const convert = (schema: z.ZodMiniType) => toJsonSchema(schema, schemas)
  const note = operationNotes[name as keyof typeof operationNotes]
  return {
    operationId: name,
    summary: operation.summary,
    ...(note ? { description: note } : {}),
    'x-kaibo-access': operation.access,
    security: needsSession(operation) ? [{ session: [] }] : [],
    parameters: [
      ...parameters('path', operation.params, convert),
      ...parameters('query', operation.query, convert),
      ...parameters('header', operation.headers, convert),
    ],
    ...requestBody(operation, convert),
    responses: {
      [operation.status]: { description: 'Success', content: answerContent(operation, convert) },
      ...errorResponses(operation, convert(errorAnswer)),
    },
  }
}

const needsSession = ({ access }: Operation) => access.by !== 'anyone' && access.by !== 'service'

type Convert = (schema: z.ZodMiniType) => JsonSchema

function parameters(
  place: OpenApiParameter['in'],
  schema: z.ZodMiniType | undefined,
  convert: Convert,
): OpenApiParameter[] {
  if (!schema) return []
  const { properties = {}, required = [] } = convert(schema)
  return Object.entries(properties).map(([name, member]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: typeof member === 'object' ? member : {},
  }))
}

function requestBody(operation: Operation, convert: Convert): Pick<OpenApiOperation, 'requestBody'> {
  if (operation.rawBody) return { requestBody: { required: true, content: rawContent(operation.rawBody) } }
  if (!operation.body) return {}
  const schema = convert(operation.body)
  const required = (schema.required ?? []).length > 0
  return { requestBody: { required, content: { 'application/json': { schema } } } }
}

const rawContent = (rawBody: RawBody): OpenApiContent =>
  rawBody === true ? { '*/*': { schema: {} } } : bytesContent(rawBody.mediaTypes)

const answerContent = ({ answer }: Operation, convert: Convert): OpenApiContent =>
  isBytesAnswer(answer)
    ? bytesContent(answer.mediaTypes)
    : { 'application/json': { schema: convert(answer) } }

const bytesContent = (mediaTypes: readonly string[]): OpenApiContent =>
  Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema: {} }]))

function errorResponses(operation: Operation, schema: JsonSchema): Record<string, OpenApiResponse> {
  const codes = [
    ...COMMON,
    ...(needsSession(operation) ? WITH_SESSION : []),
    ...(operation.body || operation.rawBody ? WITH_BODY : []),
    ...operation.errors,
  ]
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of codes)
    byStatus.set(errorStatus[code], [...(byStatus.get(errorStatus[code]) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, together]) => [
      String(status),
      response(together.map((code) => `\`${code}\``).join(', '), schema),
    ]),
  )
}

const response = (description: string, schema: JsonSchema): OpenApiResponse => ({
  description,
  content: { 'application/json': { schema } },
})

/** Converts one schema; named ones below it move to `schemas` and are referred to. */
function toJsonSchema(schema: z.ZodMiniType, schemas: Record<string, JsonSchema>): JsonSchema {
  const converted = z.toJSONSchema(schema, { metadata: named, io: 'input', override: showOpenEnum })
  const {
    $schema: _,
    $defs = {},
    id,
    ...own
  } = JSON.parse(
    JSON.stringify(converted).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as JsonSchema & { id?: string }
  for (const [name, { id: _id, ...definition }] of Object.entries(
    $defs as Record<string, JsonSchema & { id?: string }>,
  )) {
    schemas[name] = definition
  }
  if (id === undefined) return own
  schemas[id] = own
  return { $ref: `#/components/schemas/${id}` }
}

/** 'unknown' is what an old client reads; the server never sends it. */
function showOpenEnum({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes
  jsonSchema: JsonSchema
}): void {
  if (zodSchema._zod.def.type !== 'catch') return
  delete jsonSchema.default
  if (jsonSchema.enum) jsonSchema.enum = jsonSchema.enum.filter((value) => value !== 'unknown')
}
