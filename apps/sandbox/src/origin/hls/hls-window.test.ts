import { expect, test } from 'vitest'
import { HlsWindow } from './hls-window.ts'

test('a segment outlives its place in the playlist by two others', () => {
  const window = new HlsWindow()
  for (const name of ['a', 'b', 'c']) window.addSegment(name, Buffer.from(name))
  for (const name of ['a', 'b']) window.popSegment(name)
  expect(window.segment('a')).toEqual(Buffer.from('a'))
  window.popSegment('c')
  expect([window.segment('a'), window.segment('b')]).toEqual([null, Buffer.from('b')])
})

test('the target duration covers every segment there was, and never shrinks', () => {
  const window = new HlsWindow()
  const playlist = (...seconds: string[]) =>
    ['#EXTM3U', '#EXT-X-TARGETDURATION:2', ...seconds.map((s) => `#EXTINF:${s},\nx.ts`)].join('\n')
  const target = () => window.media.match(/TARGETDURATION:(\d+)/)?.[1]
  window.setMedia(playlist('1', '2'))
  expect(target()).toBe('2')
  window.setMedia(playlist('2', '4.2'))
  expect(target()).toBe('5')
  window.setMedia(playlist('2'))
  expect(target()).toBe('5')
})

test('the master playlist names the media playlist as it is told, and no size that is made up', () => {
  const window = new HlsWindow()
  const text = '#EXTM3U\n\n#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=16x16\nmedia.m3u8\n'
  window.setMaster(text, { sizeKnown: false })
  expect(window.master('show/media.m3u8?a=$1')).toBe(
    '#EXTM3U\n\n#EXT-X-STREAM-INF:BANDWIDTH=1\nshow/media.m3u8?a=$1\n',
  )
  window.setMaster(text, { sizeKnown: true })
  expect(window.master('x')).toContain('RESOLUTION=16x16')
})
