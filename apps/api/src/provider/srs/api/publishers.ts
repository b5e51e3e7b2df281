import { OutsideError } from '../../../outside/outside-error.ts'
import type { ListedStream, StreamPage } from './srs-answer.ts'
import type { SrsApi } from './srs-api.ts'

/** About 40 kB, made in one go by SRS's one thread. */
const PAGE = 50
/** Nearly ten thousand streams: more is no one SRS, and a question must come to an end. */
const MOST_PAGES = 200

/**
 * Who publishes what, by stream name: the connections that SRS lists as publishing, `unknown` where it names none.
 */
export type Publishers = ReadonlyMap<string, readonly (string | undefined)[]>

/**
 * Reads SRS's whole list of streams; there is no question about one name. A page begins with the last stream of the one
 * before: when it is another, the list moved meanwhile and may have hidden a stream from us, so that nothing is known.
 * Rejects with `OutsideError`.
 */
export async function readPublishers(api: SrsApi, appName: string): Promise<Publishers> {
  const publishers = new Map<string, (string | undefined)[]>()
  let before: StreamPage | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const listed = await api.streams({ start: page * (PAGE - 1), count: PAGE })
    if (before && !continues(before, listed)) throw new OutsideError('unknown', api.service, 'ListMoved')
    for (const stream of listed.streams) note(publishers, stream, appName)
    if (listed.streams.length < PAGE) return publishers
    before = listed
  }
  throw new OutsideError('unknown', api.service, 'ListTooLong')
}

function continues(before: StreamPage, page: StreamPage): boolean {
  return (
    before.server === page.server &&
    before.service === page.service &&
    before.streams.at(-1)?.id === page.streams[0]?.id
  )
}

function note(
  publishers: Map<string, (string | undefined)[]>,
  { name, app, publish }: ListedStream,
  appName: string,
): void {
  if (app !== appName || !publish.active) return
  const known = publishers.get(name) ?? []
  if (!known.includes(publish.cid)) publishers.set(name, [...known, publish.cid])
}
