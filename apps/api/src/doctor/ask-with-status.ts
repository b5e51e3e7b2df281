import type { OutsideRequest } from '../outside/exchange.ts'
import { OutsideError } from '../outside/outside-error.ts'
import type { OutsideService } from '../outside/outside-service.ts'

/** An HTTP answer of any status; the text only of one that succeeded. */
export type AnyAnswer = { status: number; text: string }

/** Asks where a refusal is an answer as well. Rejects with `OutsideError` where nobody answered at all. */
export async function askWithStatus(service: OutsideService, request: OutsideRequest): Promise<AnyAnswer> {
  try {
    return await service.call({
      repeat: 'if-not-sent',
      request: () => request,
      read: (text) => ({ status: 200, text }),
    })
  } catch (error) {
    const code = error instanceof OutsideError ? error.code : undefined
    const status = /^HTTP (\d{3})$/.exec(code ?? '')?.[1]
    if (status === undefined) throw error
    return { status: Number(status), text: '' }
  }
}
