import { expect, test } from 'vitest'
import type { PlayerNetStatus, PusherNetStatus } from './net-status.ts'

// The compiler checks that these name every field and no other.
const common = {
  videoBitrate: 1200,
  audioBitrate: 48,
  videoFPS: 15,
  videoGOP: 2,
  netSpeed: 1300,
  netJitter: 0,
  netQualityLevel: 1,
  videoWidth: 540,
  videoHeight: 960,
  videoCache: 0,
  audioCache: 0,
} as const
const pusher: Required<PusherNetStatus> = common
const player: Required<PlayerNetStatus> = {
  ...common,
  vDecCacheSize: 2,
  vSumCacheSize: 30,
  avPlayInterval: 10,
  avRecvInterval: 20,
  audioCacheThreshold: 2,
}

test('the pusher reports 11 figures and the player 16', () => {
  expect(Object.keys(pusher)).toHaveLength(11)
  expect(Object.keys(player)).toHaveLength(16)
})
