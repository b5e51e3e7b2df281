import type { SrsClient, SrsClients } from './srs-clients.ts'

type Action = 'on_publish' | 'on_unpublish' | 'on_play' | 'on_stop'

/**
 * Calls hooks as SRS 6 does: once, without a signature. Only status 200 with `0` or `{"code":0}` is a yes; of
 * `on_unpublish` and `on_stop` the answer is ignored.
 */
export class SrsHooks {
  readonly #clients: SrsClients
  #url: string | undefined
  /** Hooks of these actions are lost on their way: a publisher or player is refused then. */
  readonly lost = new Set<Action>()

  constructor(clients: SrsClients) {
    this.#clients = clients
  }

  callAt(url: string): void {
    this.#url = url
  }

  async call(action: Action, client: SrsClient): Promise<boolean> {
    if (this.#url === undefined || this.lost.has(action)) return false
    try {
      const answer = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(this.#body(action, client)),
      })
      return isYes(answer.status, await answer.text())
    } catch {
      return false
    }
  }

  #body(action: Action, { id, app, stream, param }: SrsClient) {
    return {
      server_id: this.#clients.serverId,
      service_id: this.#clients.serviceId,
      action,
      client_id: id,
      ip: '127.0.0.1',
      vhost: '__defaultVhost__',
      app,
      ...(action.endsWith('publish') ? { tcUrl: `rtmp://127.0.0.1/${app}` } : { pageUrl: '' }),
      stream,
      param,
      stream_url: `/${app}/${stream}`,
    }
  }
}

function isYes(status: number, text: string): boolean {
  if (status !== 200) return false
  const body: unknown = JSON.parse(text)
  return body === 0 || (typeof body === 'object' && body !== null && Reflect.get(body, 'code') === 0)
}
