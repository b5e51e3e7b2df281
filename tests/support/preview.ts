import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Overrides } from '@kaibo/api'
import { type Preview, startPreview } from '@kaibo/preview'
import { buildMiniprogram } from '../../apps/miniprogram/build/build-miniprogram.ts'
import { type Browser, openBrowser } from './browser.ts'
import { type FfmpegPush, pushClip } from './ffmpeg.ts'
import { type Kaibo, startKaibo } from './kaibo.ts'
import { Phone } from './phone.ts'
import { until } from './poll.ts'

const CLIP = fileURLToPath(new URL('../../apps/sandbox/assets/demo-clip.flv', import.meta.url))

/** Kaibo with its preview and a browser: phones are tabs of their own, so that each can be killed alone. */
export type PreviewKaibo = {
  kaibo: Kaibo
  preview: Preview
  browser: Browser
  /** `owner`: a user, or one of a user's phones: `anchor&device=2`. */
  phone(owner: string): Promise<Phone>
  /** A live room whose broadcaster is ffmpeg with the demo clip. */
  clipRoom(title: string): Promise<{ id: string }>
  /** Does something while the API is stopped. */
  withoutApi(work: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

export async function startPreviewKaibo(
  overrides: Overrides = {},
  options: { hasCamera?: boolean; minify?: boolean } = {},
): Promise<PreviewKaibo> {
  const kaibo = await startKaibo('embedded', overrides)
  const built = process.env.KAIBO_TEST_MINIPROGRAM_DIST
  const dist = built ?? (await mkdtemp(join(tmpdir(), 'kaibo-dist-')))
  if (built === undefined) {
    await buildMiniprogram({
      outDir: dist,
      apiBaseUrl: 'http://127.0.0.1:7100',
      appId: 'touristappid',
      minify: options.minify ?? true,
    })
  }
  const preview = await startPreview({
    host: '127.0.0.1',
    port: 0,
    miniprogramDist: dist,
    apiUrl: kaibo.api.address,
    mediaUrl: kaibo.sandbox.addresses.media,
    sandboxUrl: kaibo.sandbox.addresses.services,
  })
  const browser = await openBrowser(options)
  const pushes: FfmpegPush[] = []
  return {
    kaibo,
    preview,
    browser,
    phone: async (owner) => Phone.open(await browser.newPage(), preview.address, owner),
    async clipRoom(title) {
      const broadcaster = await kaibo.client(`clip-${pushes.length}`)
      const { id } = await broadcaster.createRoom({ title })
      pushes.push(pushClip(CLIP, (await broadcaster.pushUrl(id)).url))
      await until(async () => ((await broadcaster.getRoom(id)).status === 'live' ? true : undefined))
      return { id }
    },
    withoutApi: (work) => kaibo.whileApiIsDown(work),
    async stop() {
      await Promise.all(pushes.map((push) => push.kill()))
      await browser.close()
      await preview.stop()
      await kaibo.stop()
      if (built === undefined) await rm(dist, { recursive: true, force: true })
    },
  }
}
