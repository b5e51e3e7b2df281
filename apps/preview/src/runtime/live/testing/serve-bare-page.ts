import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const ENTRY = fileURLToPath(new URL('./bare-page.ts', import.meta.url))
const CLIP = new URL('../../../../../sandbox/assets/demo-clip.flv', import.meta.url)

export interface BarePage {
  readonly address: string
  close(): Promise<void>
}

/** Bundles `bare-page.ts` and serves it, with the demo clip, on a free loopback port (a secure context). */
export async function serveBarePage(): Promise<BarePage> {
  const bundle = await rolldown({ input: ENTRY, platform: 'browser', logLevel: 'silent' })
  const { output } = await bundle.generate({ format: 'esm', entryFileNames: 'page.js' })
  await bundle.close()
  const files = new Map<string, { type: string; body: string | Uint8Array }>([
    [
      '/',
      {
        type: 'text/html',
        body: '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>',
      },
    ],
    ['/assets/demo-clip.flv', { type: 'video/x-flv', body: await readFile(CLIP) }],
  ])
  for (const file of output) {
    if (file.type === 'chunk') files.set(`/${file.fileName}`, { type: 'text/javascript', body: file.code })
  }
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://localhost').pathname)
    if (file === undefined) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': file.type }).end(file.body)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  return {
    address: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
