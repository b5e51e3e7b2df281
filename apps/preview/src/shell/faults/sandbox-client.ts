import type { Faults, LiveStream } from './sandbox-types.ts'

/** What is done to one stream at once. */
export type StreamAction = 'cut' | 'freeze' | 'drop'

/** The sandbox did not do what it was asked; the message says why. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
}

/** The sandbox's control API, through the preview's own server. Every call rejects with SandboxError. */
export const sandbox = {
  faults: (): Promise<Faults> => call('GET', '/faults'),
  setFaults: (faults: Faults): Promise<Faults> => call('PUT', '/faults', faults),
  clearFaults: (): Promise<Faults> => call('DELETE', '/faults'),
  async streams(): Promise<readonly LiveStream[]> {
    return (await call<{ streams: readonly LiveStream[] }>('GET', '/streams')).streams
  },
  async act(streamName: string, action: StreamAction): Promise<void> {
    const path = `/streams/${encodeURIComponent(streamName)}`
    if (action === 'drop') await call('POST', `${path}/drop`)
    else await call('POST', `${path}/cut`, { mode: action === 'freeze' ? 'freeze' : 'reset' })
  },
}

/** False when this preview was started without a sandbox. */
export const isSandboxThere = (): Promise<boolean> =>
  fetch('/sandbox/faults').then(
    ({ status }) => status !== 404,
    () => false,
  )

async function call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`/sandbox${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new SandboxError('沙盒连不上 The sandbox is out of reach')
  })
  if (answer.ok) return (await answer.json()) as Answer
  const said = (await answer.json().catch(() => undefined)) as { error?: { message?: string } } | undefined
  throw new SandboxError(
    said?.error?.message ?? `沙盒答复 ${answer.status} The sandbox answered ${answer.status}`,
  )
}
