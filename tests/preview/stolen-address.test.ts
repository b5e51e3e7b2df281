import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type FfmpegPush, pushClip } from '../support/ffmpeg.ts'
import { until } from '../support/poll.ts'
import { type PreviewKaibo, startPreviewKaibo } from '../support/preview.ts'

const CLIP = fileURLToPath(new URL('../../apps/sandbox/assets/demo-clip.flv', import.meta.url))

let world: PreviewKaibo
let thief: FfmpegPush | undefined
beforeAll(async () => {
  world = await startPreviewKaibo()
})
afterEach(async () => {
  await thief?.kill()
  expect(world.browser.errors).toEqual([])
})
afterAll(() => world?.stop())

test('somebody pushes with an old address of the broadcaster: cut off, the broadcaster is told in words and goes on', async () => {
  const { sandbox } = world.kaibo
  // As with Tencent, where a second push of the same stream cuts the first.
  sandbox.faults.set({ pushes: { duplicate: 'take-over' } })
  const before = await world.phone('anchor')
  await before.goLive('谁在推流')
  const stolen = await before.page.evaluate<string>('window.__preview.top().data.url')
  await before.close()
  // From here on the broadcaster has a newer address.
  const broadcaster = await world.phone('anchor')
  await broadcaster.continueLive()
  const renewedAtMs = Date.now()
  const [{ streamName } = { streamName: '' }] = sandbox.list()
  const viewer = await world.phone('viewer')
  await viewer.openRooms()
  await viewer.tap('谁在推流')
  await viewer.plays()
  await viewer.watchFor(['直播已结束', '主播还没有回来'])

  // Within two seconds of the newer address a start may still be an honest one that is told late.
  await until(async () => (Date.now() > renewedAtMs + 4_000 ? true : undefined))
  thief = pushClip(CLIP, stolen)
  await broadcaster.sees('有人用你的推流地址推流，已断开并换成新地址', 40_000)
  await broadcaster.screenshot('stolen-address')
  await broadcaster.sees('直播中', 30_000)
  await viewer.plays(40_000)
  expect(sandbox.list().map((stream) => stream.streamName)).not.toContain(streamName)
  expect(await viewer.hasSeen()).toEqual([])
}, 150_000)
