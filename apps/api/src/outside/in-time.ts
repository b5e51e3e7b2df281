import { OutsideError } from './outside-error.ts'

/**
 * The result of `work`, which may be several calls one after the other, or `OutsideError` (`unknown`) when it takes
 * longer than `timeoutMs`. The work goes on all the same.
 */
export async function inTime<Result>(
  work: Promise<Result>,
  { service, timeoutMs }: { service: string; timeoutMs: number },
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutsideError('unknown', service, 'TimeoutError')), timeoutMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => {})
  }
}
