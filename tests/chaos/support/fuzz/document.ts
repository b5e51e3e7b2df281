/** As much of a JSON schema as the fuzzer looks at. */
export type Schema = {
  type?: string
  enum?: unknown[]
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
}

type Parameter = { name: string; in: 'path' | 'query' | 'header'; schema: Schema }

type Described = {
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, unknown>
}

/** One call of the API, as its own document describes it. */
export type Call = Described & { method: string; path: string }

/** Reads the document that the running API shows of itself. */
export async function readCalls(address: string): Promise<Call[]> {
  const answer = await fetch(`${address}/openapi.json`)
  // It is our own document; whether it is a valid one, the API's tests say.
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Described>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      ...described,
      method: method.toUpperCase(),
      path,
    })),
  )
}

/** The statuses that the document declares for a request; what it does not know is refused in one of three ways. */
export function declaredStatuses(calls: readonly Call[], method: string, target: string): number[] {
  const path = target.split('?', 1)[0] ?? ''
  const there = calls.filter((call) => pattern(call.path).test(path))
  const call = there.find((known) => known.method === (method === 'HEAD' ? 'GET' : method))
  if (call) return Object.keys(call.responses).map(Number)
  return there.length > 0 ? [405, 400] : [404, 400]
}

const pattern = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)
