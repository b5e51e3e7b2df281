import type { Access } from '@kaibo/live-core'
import type { JsonSchema } from './sample.ts'

/** One operation as the API's own OpenAPI document describes it. */
export type Call = {
  name: string
  method: string
  /** With its parameters in braces. */
  path: string
  access: Access
  /** The names in the path, in their order. */
  pathParameters: string[]
  /** What has to be in the query or the headers. */
  required: { name: string; in: 'query' | 'header'; schema: JsonSchema }[]
  body?: { mediaType: string; schema: JsonSchema }
}

type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: JsonSchema }
type Described = {
  operationId: string
  'x-kaibo-access'?: Access
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
}
type Document = { paths: Record<string, Record<string, Described>> }

/** Every call of the API at `address`, read from its `/openapi.json`. */
export async function readCalls(address: string): Promise<Call[]> {
  // What our own document looks like is tested where it is made.
  const document = (await (await fetch(`${address}/openapi.json`)).json()) as Document
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => toCall(path, method, described)),
  )
}

function toCall(path: string, method: string, described: Described): Call {
  const { operationId: name, 'x-kaibo-access': access, parameters, requestBody } = described
  if (!access) throw new Error(`${name} does not say who may call it`)
  const [content] = Object.entries(requestBody?.content ?? {})
  return {
    name,
    method: method.toUpperCase(),
    path,
    access,
    pathParameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter ?? ''),
    required: parameters.flatMap((parameter) =>
      parameter.in !== 'path' && parameter.required
        ? [{ name: parameter.name, in: parameter.in, schema: parameter.schema }]
        : [],
    ),
    ...(content ? { body: { mediaType: content[0], schema: content[1].schema } } : {}),
  }
}
