import type { CallbackReceivers } from '../callback/callback-handlers.ts'
import type { ApiMeasures } from './api-measures.ts'
import { errorCodeOf } from './error-code-of.ts'

/** Receivers of callbacks whose outcomes are counted. */
export function countedCallbacks(
  { callbacks, srsHooks }: CallbackReceivers,
  counter: ApiMeasures['callbacks'],
): CallbackReceivers {
  const counted = async <Result>(
    provider: string,
    work: Promise<Result>,
    outcomeOf: (result: Result) => string,
  ): Promise<Result> => {
    try {
      const result = await work
      counter.add({ provider, outcome: outcomeOf(result) })
      return result
    } catch (error) {
      counter.add({ provider, outcome: errorCodeOf(error) })
      throw error
    }
  }
  return {
    ...(callbacks && {
      callbacks: {
        receive: (path, rawBody) =>
          counted('tencent-css', callbacks.receive(path, rawBody), (outcome) => outcome),
      },
    }),
    ...(srsHooks && {
      srsHooks: {
        receive: (path, source, rawBody) =>
          counted('srs', srsHooks.receive(path, source, rawBody), (isAllowed) =>
            isAllowed ? 'allowed' : 'refused',
          ),
      },
    }),
  }
}
