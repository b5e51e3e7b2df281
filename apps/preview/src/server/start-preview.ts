import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { BROWSER_FOLDER } from '../bundle/browser-folder.ts'
import { AppBuild } from './app-build.ts'
import { listen } from './listen.ts'
import { createPreviewApp } from './preview-app.ts'
import { proxyUpgradeTo } from './proxy.ts'
import { ReloadEvents } from './reload-events.ts'

export interface PreviewOptions {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  /** The folder that the mini-program's own build writes. */
  readonly miniprogramDist: string
  readonly apiUrl: string
  /** The media origin that a browser can play from and push to. */
  readonly mediaUrl?: string
  /** The sandbox's services, for the panel of faults; only one on this machine. None: no such panel. */
  readonly sandboxUrl?: string | undefined
  /** Compile again and reload the phones when the folder changes. */
  readonly watch?: boolean
}

export interface Preview {
  /** Like `http://127.0.0.1:7101`. */
  readonly address: string
  stop(): Promise<void>
}

const DEFAULT_MEDIA_URL = 'http://127.0.0.1:7102'

/**
 * Serves the two phones.
 * @throws CompileError when the mini-program's build cannot be shown, PortUnavailable when the port is taken.
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const { host, port, miniprogramDist, apiUrl, mediaUrl = DEFAULT_MEDIA_URL, sandboxUrl } = options
  const build = new AppBuild(miniprogramDist)
  const reload = new ReloadEvents()
  // `npm run build` has made it, except in a checkout that only ran its tests from source.
  // Loaded only then: a bundler is much to start for a server.
  if (!existsSync(join(BROWSER_FOLDER, 'phone.js')))
    await (await import('../bundle/bundle.ts')).bundleBrowser()
  await build.compile()
  const server = createServer(
    createPreviewApp({ apiUrl, mediaUrl, sandboxUrl, miniprogramDist, build, reload }),
  )
  server.on('upgrade', proxyUpgradeTo(apiUrl))
  const actualPort = await listen(server, host, port)
  if (options.watch) {
    build.watch()
    build.on('changed', () => reload.send())
  }
  return {
    address: `http://${host}:${actualPort}`,
    stop: async () => {
      build.stop()
      reload.stop()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
