import { OutsideError } from '../../outside/outside-error.ts'
import { PUBLIC_VARIABLE } from '../addresses/public-address-check.ts'
import type { Check } from '../check.ts'
import { type Finding, ok, unknown } from '../finding.ts'
import type { Probe } from './callback-probe.ts'
import { judgeForged, judgeSigned, judgeWrongPath } from './judge-answers.ts'
import { judgeSilence } from './judge-silence.ts'

type Options = {
  publicBaseUrl: string | undefined
  callbackKey: string
  callbackPath: string
  /** Only called with a public address. */
  probe: Probe
}

/** Neither is ours, and both have the form of what is. */
const FOREIGN_KEY = 'forgedbykaibodoctorforgedbykaibo'
const FOREIGN_PATH = 'kaibo-doctor-tries-a-path-that-is-not-there'

/** Whether the API behind the public address takes Tencent's callbacks, and nobody else's: `trial` tells. */
export const callbackEndpointCheck = (trial: () => Promise<Finding>): Check => ({
  id: 'callback-endpoint',
  section: 'callbacks',
  title: { zh: '回调地址', en: 'Callback address' },
  needs: [PUBLIC_VARIABLE, 'KAIBO_CALLBACK_KEY', 'KAIBO_CALLBACK_PATH', 'KAIBO_PUSH_RTMP_BASE_URL'],
  run: async () => [await trial()],
})

/** Tries the address out, from the most telling question to the least: the first trouble explains those that follow. */
export async function tryEndpoint({
  publicBaseUrl,
  callbackKey,
  callbackPath,
  probe,
}: Options): Promise<Finding> {
  if (publicBaseUrl === undefined) return noAddress
  try {
    return (
      judgeSigned(await probe(callbackKey, callbackPath), publicBaseUrl) ??
      judgeForged(await probe(FOREIGN_KEY, callbackPath)) ??
      judgeWrongPath(await probe(callbackKey, FOREIGN_PATH)) ??
      fine
    )
  } catch (error) {
    if (error instanceof OutsideError) return judgeSilence(error, publicBaseUrl)
    throw error
  }
}

const fine = ok('callback-endpoint.ok', {
  zh: '签名的回调收下，伪造的和走错路径的拒绝（从本机试的）',
  en: 'Takes a signed callback, refuses a forged one and a wrong path (tried from this machine).',
})

const noAddress = unknown('callback-endpoint.no-address', {
  zh: `没有检查：没有设置 ${PUBLIC_VARIABLE}`,
  en: `Not checked: ${PUBLIC_VARIABLE} is not set.`,
})
