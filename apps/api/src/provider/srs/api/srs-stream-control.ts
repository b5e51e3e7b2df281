import { OutsideError } from '../../../outside/outside-error.ts'
import type { Timing } from '../../../outside/timing.ts'
import type { StreamControl } from '../../media-provider.ts'
import { readPublishers } from './publishers.ts'
import { SharedListing } from './shared-listing.ts'
import type { SrsApi } from './srs-api.ts'

type Dependencies = { api: SrsApi; appName: string; timing: Pick<Timing, 'sleep'> }

/** When to look whether a kicked connection has gone, which takes SRS some hundredths of a second. */
const LOOKS_MS = [25, 50, 100, 200, 400, 800]

/** A push that was let in just before is in the list well within this. */
const SETTLE_MS = 1_000

/**
 * Streams at SRS. It can only cut connections: what is forbidden is refused in its hooks, by what the API itself wants
 * of the stream. So a stream is never `forbidden` here, and resuming one asks nothing of SRS.
 */
export function createSrsStreamControl({ api, appName, timing }: Dependencies): StreamControl {
  const listing = new SharedListing(() => readPublishers(api, appName))
  const publishersOf = async (streamName: string) => (await listing.get()).get(streamName) ?? []

  async function drop(streamName: string): Promise<void> {
    const clientIds = await publishersOf(streamName)
    if (clientIds.length === 0) return
    for (const id of clientIds) {
      if (id === undefined) throw new OutsideError('refused', api.service, 'NamelessPublisher')
      await api.kick(id)
    }
    for (const ms of LOOKS_MS) {
      await timing.sleep(ms)
      const left = await publishersOf(streamName)
      if (!left.some((id) => clientIds.includes(id))) return
    }
    throw new OutsideError('unknown', api.service, 'StillPublishing')
  }

  return {
    queryStream: async (streamName) => ((await publishersOf(streamName)).length > 0 ? 'active' : 'inactive'),
    dropStream: drop,
    async forbidStream(streamName) {
      await drop(streamName)
      // The hook may have let a push in just before the stream was unwanted, and SRS not begun it yet.
      await timing.sleep(SETTLE_MS)
      await drop(streamName)
    },
    async resumeStream() {},
  }
}
