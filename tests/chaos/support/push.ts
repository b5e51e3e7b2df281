import type { SandboxAddresses } from '@kaibo/sandbox'
import { flvOpening } from '../../../apps/sandbox/src/testing/flv-bytes.ts'
import { HttpPublisher } from '../../../apps/sandbox/src/testing/http-publisher.ts'
import { until } from '../../support/poll.ts'

/** A broadcaster's push that shows one picture and stays: the sandbox must not be one that ends idle pushes soon. */
export type Push = {
  /** Ends the push in order. */
  finish(): Promise<void>
  /** Is gone without a word. */
  vanish(): void
}

/** Pushes to a push URL's stream, by HTTP-FLV: the sandbox takes it with the same signature as RTMP. */
export async function startPush(pushUrl: string, { media }: Pick<SandboxAddresses, 'media'>): Promise<Push> {
  const { pathname, search } = new URL(pushUrl)
  const publisher = new HttpPublisher(`${media}${pathname}.flv${search}`, { expect: '100-continue' })
  await until(() => (publisher.continued || publisher.status !== null ? true : undefined), {
    what: 'a verdict',
  })
  if (!publisher.continued) throw new Error(`The push was refused: ${publisher.status} ${publisher.text}`)
  publisher.send(flvOpening())
  return { finish: () => publisher.end(), vanish: () => publisher.destroy() }
}
