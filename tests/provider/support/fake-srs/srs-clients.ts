import { randomBytes } from 'node:crypto'

/** A connection that publishes or plays, as SRS counts it. */
export type SrsClient = {
  id: string
  role: 'publish' | 'play'
  app: string
  stream: string
  /** The URL's query with its question mark, or empty. */
  param: string
  /** Cuts the connection. */
  cut(): void
}

/** What is listed of a stream: it stays after its push, as inactive, with the publisher's id. */
export type ListedStream = {
  id: string
  name: string
  app: string
  publish: { active: boolean; cid?: string }
}

const shortId = () => randomBytes(4).toString('hex')

/** The connections and streams of one run of SRS. */
export class SrsClients {
  readonly serverId = `vid-${shortId()}`
  readonly serviceId = shortId()
  readonly #clients = new Map<string, SrsClient>()
  readonly #streams = new Map<string, ListedStream>()

  /** Registers a connection, before it is known whether it may stay: so does SRS. */
  add(client: Omit<SrsClient, 'id'>): SrsClient {
    const added = { ...client, id: shortId() }
    this.#clients.set(added.id, added)
    return added
  }

  /** Begins a push; false when the stream is busy. */
  publish({ id, app, stream }: SrsClient): boolean {
    const url = `${app}/${stream}`
    const known = this.#streams.get(url) ?? {
      id: `vid-${shortId()}`,
      name: stream,
      app,
      publish: { active: false },
    }
    if (known.publish.active) return false
    this.#streams.set(url, { ...known, publish: { active: true, cid: id } })
    return true
  }

  remove({ id, app, stream }: SrsClient): void {
    this.#clients.delete(id)
    const url = `${app}/${stream}`
    const listed = this.#streams.get(url)
    if (listed?.publish.cid === id) this.#streams.set(url, { ...listed, publish: { active: false, cid: id } })
  }

  find = (id: string): SrsClient | undefined => this.#clients.get(id)

  /** Ordered by id, as SRS's map is. */
  streams = (): ListedStream[] => [...this.#streams.values()].sort((a, b) => (a.id < b.id ? -1 : 1))

  all = (): SrsClient[] => [...this.#clients.values()]
}
