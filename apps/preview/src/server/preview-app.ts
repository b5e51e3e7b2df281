import { createRequire } from 'node:module'
import express, { type Express } from 'express'
import { BROWSER_FOLDER } from '../bundle/browser-folder.ts'
import type { AppBuild } from './app-build.ts'
import { proxyTo } from './proxy.ts'
import type { ReloadEvents } from './reload-events.ts'
import { sandboxControl } from './sandbox-control.ts'

/** What a phone without a camera broadcasts: the sandbox's own clip. */
const DEMO_CLIP = createRequire(import.meta.url).resolve('@kaibo/sandbox/demo-clip.flv')

export interface PreviewAppOptions {
  readonly apiUrl: string
  readonly mediaUrl: string
  /** The sandbox's services; without them no faults can be made. */
  readonly sandboxUrl: string | undefined
  readonly miniprogramDist: string
  readonly build: AppBuild
  readonly reload: ReloadEvents
}

/** Every address of the preview, in one place. */
export function createPreviewApp({
  apiUrl,
  mediaUrl,
  sandboxUrl,
  miniprogramDist,
  build,
  reload,
}: PreviewAppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use((_, response, next) => {
    response.set({ 'cache-control': 'no-store', 'content-security-policy': contentPolicy(mediaUrl) })
    next()
  })
  app.all(['/v1/{*path}', '/healthz'], proxyTo(apiUrl))
  if (sandboxUrl !== undefined) app.use('/sandbox', sandboxControl(sandboxUrl))
  app.get('/', (_, response) => response.sendFile('shell.html', { root: BROWSER_FOLDER }))
  app.get('/phone/', (_, response) => response.sendFile('phone.html', { root: BROWSER_FOLDER }))
  app.get('/phone/app.js', (_, response) => response.type('js').send(build.code))
  app.get('/phone/settings.js', (_, response) => {
    const settings = { mediaUrl, filesUrl: '/phone/files/' }
    response.type('js').send(`globalThis.kaiboSettings = ${JSON.stringify(settings)}\n`)
  })
  app.use('/phone/files', express.static(miniprogramDist, { index: false }))
  app.get('/assets/demo-clip.flv', (_, response) => response.type('video/x-flv').sendFile(DEMO_CLIP))
  app.use('/assets', express.static(BROWSER_FOLDER, { index: false }))
  app.get('/events', reload.connect)
  app.use(
    (_, response) => void response.status(404).type('text').send('There is nothing here. 这里什么也没有。\n'),
  )
  return app
}

/** The pages load nothing but themselves and the media origin's streams; `wasm` is the AAC encoder. */
function contentPolicy(mediaUrl: string): string {
  const media = `${mediaUrl} ${mediaUrl.replace(/^http/, 'ws')}`
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval' blob:",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    'img-src * data: blob:',
    "media-src 'self' blob: data:",
    `connect-src 'self' data: blob: ${media}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
