import type { Request, Response } from 'express'

/** Server-Sent Events to every open shell page: "reload the phones". */
export class ReloadEvents {
  readonly #open = new Set<Response>()

  readonly connect = (_: Request, response: Response): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write('retry: 1000\n\n')
    this.#open.add(response)
    response.on('close', () => this.#open.delete(response))
  }

  send(): void {
    for (const response of this.#open) response.write('event: reload\ndata: {}\n\n')
  }

  stop(): void {
    for (const response of this.#open) response.end()
  }
}
