const MOST_ANSWER_CHARACTERS = 1_000

/** What an address of the message push answered. */
export interface PushAnswer {
  readonly status: number
  readonly text: string
}

/**
 * Asks or posts to the address of the message push; redirects are not followed.
 * @throws Error when there is no whole answer within `timeoutMs`, or when `signal` fires
 */
export async function pushRequest(
  url: URL,
  {
    query,
    body,
    timeoutMs,
    signal,
  }: {
    query: Readonly<Record<string, string>>
    body?: string
    timeoutMs: number
    signal: AbortSignal
  },
): Promise<PushAnswer> {
  const target = new URL(url)
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value)
  const response = await fetch(target, {
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    // No pool: stopping the sandbox must not leave a connection behind.
    headers: { connection: 'close', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { method: 'POST', body }),
  })
  return { status: response.status, text: (await response.text()).slice(0, MOST_ANSWER_CHARACTERS) }
}
