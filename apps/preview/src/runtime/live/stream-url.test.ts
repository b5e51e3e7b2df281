import { expect, test } from 'vitest'
import { rewriteStreamUrl } from './stream-url.ts'

const MEDIA = 'http://127.0.0.1:7102/'

test('an rtmp play URL becomes the http-flv URL of the media origin, query and all', () => {
  expect(rewriteStreamUrl('rtmp://127.0.0.1:7101/live/r-1?txSecret=ab&txTime=5C', 'play', MEDIA)).toBe(
    'http://127.0.0.1:7102/live/r-1.flv?txSecret=ab&txTime=5C',
  )
})

test('a push URL becomes the WebSocket of the media origin', () => {
  expect(rewriteStreamUrl('rtmp://localhost/live/r-1?txSecret=ab', 'push', MEDIA)).toBe(
    'ws://127.0.0.1:7102/live/r-1.flv?txSecret=ab',
  )
  expect(rewriteStreamUrl('rtmp://localhost/live/r-1', 'push', 'https://media.example')).toBe(
    'wss://media.example/live/r-1.flv',
  )
})

test('an http-flv play URL stays as it is', () => {
  const url = 'https://play.example/live/r-1.flv?txSecret=ab'
  expect(rewriteStreamUrl(url, 'play', MEDIA)).toBe(url)
})

test('what is no URL stays as it is, to fail where it is used', () => {
  expect(rewriteStreamUrl('nonsense', 'play', MEDIA)).toBe('nonsense')
})
