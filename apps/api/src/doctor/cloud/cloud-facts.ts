import type { StreamObservation } from '@kaibo/live-core'
import type { StreamControl } from '../../provider/media-provider.ts'
import type { CloudApi } from '../../provider/tencent-css/cloud-api/cloud-api.ts'
import {
  describeLiveDomains,
  type LiveDomain,
} from '../../provider/tencent-css/cloud-api/console/live-domains.ts'
import { once } from '../once.ts'

/** What several checks want to know of Tencent Cloud, asked once. All reject with `OutsideError`. */
export type CloudFacts = {
  /** The state of a stream that nobody ever pushed: what matters is whether it is answered. */
  streamState(): Promise<StreamObservation['state']>
  domains(): Promise<LiveDomain[]>
}

export const createCloudFacts = (api: CloudApi, streams: StreamControl, streamName: string): CloudFacts => ({
  streamState: once(() => streams.queryStream(streamName)),
  domains: once(() => describeLiveDomains(api)),
})
