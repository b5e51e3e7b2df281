import { type RequestFailed, requestFailed } from './request-failed.ts'

/**
 * Answers a machine's request with exactly one event, whenever it comes: what `request` makes of the answer, or the
 * failure. The effects after it do not wait.
 */
export function answerWith<Event>(
  dispatch: (event: NoInfer<Event> | RequestFailed) => void,
  requestId: number,
  request: Promise<Event>,
): void {
  void request.catch((error: unknown) => requestFailed(requestId, error)).then(dispatch)
}
