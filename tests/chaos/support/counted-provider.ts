import type { MediaProvider } from '../../../apps/api/src/provider/media-provider.ts'
import { createTencentCssProvider } from '../../../apps/api/src/provider/tencent-css/tencent-css-provider.ts'
import { fakeStreams } from '../../../apps/api/src/testing/fake-streams.ts'
import { testConfig, testSecrets } from '../../support/config.ts'

/** A provider that counts what it is asked and what it signs for viewers. Every stream is pushed. */
export type CountedProvider = { provider: MediaProvider; queries(): number; signings(): number }

export function countedProvider(): CountedProvider {
  const nowhere = { rtmp: 'rtmp://127.0.0.1', media: 'http://127.0.0.1', services: '' }
  const { tencentCss } = testConfig({ kind: 'embedded', folder: '' }, nowhere)
  const streams = fakeStreams()
  const control = { ...streams.control, queryStream: asked }
  const provider = createTencentCssProvider(tencentCss, testSecrets, control)
  let queries = 0
  let signings = 0
  async function asked() {
    queries += 1
    return 'active' as const
  }
  return {
    provider: {
      ...provider,
      playUrls(input) {
        signings += 1
        return provider.playUrls(input)
      },
    },
    queries: () => queries,
    signings: () => signings,
  }
}
