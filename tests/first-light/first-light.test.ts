import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FfmpegPush, probeCodecs, pushWithFfmpeg } from '../support/ffmpeg.ts'
import { type Kaibo, startKaibo } from '../support/kaibo.ts'
import { until } from '../support/poll.ts'

let kaibo: Kaibo
const pushes: FfmpegPush[] = []

beforeAll(async () => {
  kaibo = await startKaibo()
})
afterAll(async () => {
  await Promise.all(pushes.map((push) => push.kill()))
  await kaibo?.stop()
})

const push = (url: string) => {
  const started = pushWithFfmpeg(url)
  pushes.push(started)
  return started
}

/** When the provider posted its latest callback of this event type, by the sandbox's own log. */
const lastPostedAtMs = (eventType: number) =>
  kaibo.sandbox
    .deliveries()
    .findLast((delivery) => delivery.eventType === eventType)
    ?.attempts.at(0)?.atMs ?? 0

test('real video goes from a broadcaster to viewers, survives a killed push, and ends for everybody', async () => {
  const broadcaster = await kaibo.client('broadcaster')
  const viewer = await kaibo.client('viewer')
  const { id } = await broadcaster.createRoom({ title: 'First light' })
  const { url } = await broadcaster.pushUrl(id)

  const seenAs = (status: string) =>
    until(async () => ((await viewer.getRoom(id)).status === status ? Date.now() : undefined), {
      what: `status ${status}`,
    })

  const first = push(url)
  const seenLiveAtMs = await until(
    async () => {
      const { items } = await viewer.listRooms('?status=live')
      return items.some((room) => room.id === id) ? Date.now() : undefined
    },
    { what: 'the room in the live list' },
  )
  expect(seenLiveAtMs - lastPostedAtMs(1)).toBeLessThanOrEqual(1_000)

  const urls = await viewer.playUrls(id)
  if (!urls.playable) throw new Error(`not playable: ${urls.reason}`)
  expect(await probeCodecs(urls.flv)).toEqual(['aac', 'h264'])
  expect(await probeCodecs(urls.rtmp)).toEqual(['aac', 'h264'])

  const killedAtMs = Date.now()
  await first.kill()
  expect((await seenAs('interrupted')) - killedAtMs).toBeLessThanOrEqual(1_000)
  expect(Date.parse((await viewer.getRoom(id)).until ?? '')).toBeGreaterThan(Date.now())

  push(url)
  await seenAs('live')

  const ended = await broadcaster.endRoom(id)
  expect(ended).toMatchObject({ status: 'ended', endReason: 'broadcaster' })
  expect(await viewer.playUrls(id)).toEqual({ playable: false, reason: 'ended' })
  expect((await viewer.listRooms('?status=live')).items).toEqual([])
  const { items } = await broadcaster.timeline(id)
  expect(items.map(({ type }) => type).slice(0, 5)).toEqual([
    'room.created',
    'push.started',
    'push.ended',
    'push.started',
    'room.ended',
  ])
})
