import { describe, expect, test } from 'vitest'
import { AUDIO, FRAMES, onMetaData, SCRIPT, VIDEO } from '../../testing/frames.ts'
import { Broadcast, type Subscriber } from './broadcast.ts'
import { MediaMessage } from './media-message.ts'

const BOTH = onMetaData({ width: 640, height: 360, videocodecid: 7, audiocodecid: 10 })
const GOP_BYTES = 100_000

class Viewer implements Subscriber {
  readonly seen: string[] = []

  start({ hasAudio, hasVideo }: { hasAudio: boolean; hasVideo: boolean }): void {
    this.seen.push(`start audio=${hasAudio} video=${hasVideo}`)
  }

  send(message: MediaMessage): void {
    this.seen.push(
      message.data.equals(BOTH) ? 'metadata' : message.data.toString('latin1').replace(/^[^a-z]+/, ''),
    )
  }

  end(): void {
    this.seen.push('end')
  }
}

function publish(broadcast: Broadcast, ...messages: [type: number, data: Buffer, atMs?: number][]): void {
  for (const [type, data, atMs = 0] of messages) broadcast.publish(new MediaMessage(type, atMs, data))
}

const header = (mark: string) => Buffer.concat([Buffer.from([0x17, 0]), Buffer.from(mark)])
const audioHeader = (mark: string) => Buffer.concat([Buffer.from([0xaf, 0]), Buffer.from(mark)])

describe('a viewer who joins late', () => {
  test('gets metadata, codec headers and everything since the last keyframe, once', () => {
    const broadcast = new Broadcast(GOP_BYTES)
    publish(broadcast, [SCRIPT, BOTH], [VIDEO, header('vh')], [AUDIO, audioHeader('ah')])
    publish(broadcast, [VIDEO, FRAMES.key('old')], [VIDEO, FRAMES.key('k')], [AUDIO, FRAMES.audio('a')])
    publish(broadcast, [VIDEO, FRAMES.inter('i')])
    const viewer = new Viewer()
    broadcast.subscribe(viewer)
    publish(broadcast, [VIDEO, FRAMES.inter('next')])
    const heads = ['start audio=true video=true', 'metadata', 'ah', 'vh']
    expect(viewer.seen).toEqual([...heads, 'k', 'a', 'i', 'next'])
  })

  test('waits for a keyframe when the group has outgrown its bound', () => {
    const broadcast = new Broadcast(1000)
    publish(broadcast, [SCRIPT, BOTH], [VIDEO, FRAMES.key('k')], [VIDEO, FRAMES.inter('x'.repeat(2000))])
    const viewer = new Viewer()
    broadcast.subscribe(viewer)
    publish(broadcast, [VIDEO, FRAMES.inter('grey')], [AUDIO, FRAMES.audio('a')], [VIDEO, FRAMES.key('k2')])
    publish(broadcast, [VIDEO, FRAMES.inter('i2')])
    expect(viewer.seen).toEqual(['start audio=true video=true', 'metadata', 'a', 'k2', 'i2'])
  })

  test('never gets frames of an older codec header', () => {
    const broadcast = new Broadcast(GOP_BYTES)
    publish(
      broadcast,
      [SCRIPT, BOTH],
      [VIDEO, header('vh1')],
      [VIDEO, FRAMES.key('k1')],
      [VIDEO, header('vh2')],
    )
    const viewer = new Viewer()
    broadcast.subscribe(viewer)
    expect(viewer.seen).toEqual(['start audio=true video=true', 'metadata', 'vh2'])
  })
})

describe('what a stream is said to consist of', () => {
  test.each([
    ['metadata', onMetaData({ videocodecid: 7 }), 'start audio=false video=true'],
    ['named codecs', onMetaData({ audiocodecid: 'mp4a' }), 'start audio=true video=false'],
    ['flags', onMetaData({ hasAudio: true, hasVideo: true }), 'start audio=true video=true'],
  ])('follows its %s', (_what, metadata, expected) => {
    const broadcast = new Broadcast(GOP_BYTES)
    const viewer = new Viewer()
    broadcast.subscribe(viewer)
    publish(broadcast, [SCRIPT, metadata])
    expect(viewer.seen).toEqual([])
    const first: [number, Buffer] = expected.includes('video=true')
      ? [VIDEO, FRAMES.key()]
      : [AUDIO, FRAMES.audio()]
    publish(broadcast, first)
    expect(viewer.seen[0]).toBe(expected)
  })

  test('is found out by watching when there is no metadata', () => {
    const videoOnly = new Broadcast(GOP_BYTES)
    const viewer = new Viewer()
    videoOnly.subscribe(viewer)
    publish(videoOnly, [VIDEO, FRAMES.key('k'), 0], [VIDEO, FRAMES.inter('i'), 40])
    expect(viewer.seen).toEqual([])
    publish(videoOnly, [VIDEO, FRAMES.inter('j'), 500])
    expect(viewer.seen).toEqual(['start audio=false video=true', 'k', 'i', 'j'])

    const both = new Broadcast(GOP_BYTES)
    const second = new Viewer()
    both.subscribe(second)
    publish(both, [AUDIO, FRAMES.audio('a')], [VIDEO, FRAMES.key('k')])
    expect(second.seen).toEqual(['start audio=true video=true', 'k'])
  })
})

test('the end of a stream ends every viewer once, also those who wait or come later', () => {
  const broadcast = new Broadcast(GOP_BYTES)
  const waiting = new Viewer()
  broadcast.subscribe(waiting)
  const gone = new Viewer()
  broadcast.subscribe(gone)()
  broadcast.end()
  broadcast.end()
  const late = new Viewer()
  broadcast.subscribe(late)
  expect(waiting.seen).toEqual(['end'])
  expect(gone.seen).toEqual([])
  expect(late.seen).toEqual(['end'])
  expect(broadcast.subscriberCount).toBe(0)
})
