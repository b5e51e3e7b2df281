import { send } from '../../support/api-client.ts'
import { inLanes } from './in-lanes.ts'

/** Hands login codes in, `lanes` at a time, at each address in turn, and counts the answers by status and error code. */
export async function logIn(
  addresses: readonly string[],
  codes: readonly string[],
  { lanes, headers = () => ({}) }: { lanes: number; headers?: () => Record<string, string> },
): Promise<Record<string, number>> {
  const answers = await inLanes(lanes, [...codes.entries()], async ([index, code]) => {
    const address = addresses[index % addresses.length] ?? ''
    const {
      status,
      headers: answered,
      body,
    } = await send(address, '/v1/sessions', {
      body: { code },
      headers: headers(),
    })
    if (status === 429 && !/^[1-9]\d?$/.test(answered.get('retry-after') ?? ''))
      return '429 without Retry-After'
    return status === 201 ? '201' : `${status} ${(body as { error: { code: string } }).error.code}`
  })
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1
  return counts
}
