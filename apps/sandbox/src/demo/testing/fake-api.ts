import type { ApiCall, ApiClient } from '../api-client.ts'

/** What the API answers, by call; a function may throw. */
export type ApiCalls = Record<string, (call: ApiCall) => unknown>

/** An API made of prepared answers that remembers what it was asked. */
export const fakeApi = (answers: ApiCalls): ApiClient & { asked: { name: string; call: ApiCall }[] } => {
  const asked: { name: string; call: ApiCall }[] = []
  const call = async (name: string, request: ApiCall = {}): Promise<unknown> => {
    asked.push({ name, call: request })
    return answers[name]?.(request)
  }
  return { asked, call: call as ApiClient['call'] }
}
