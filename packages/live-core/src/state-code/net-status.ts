/**
 * Shapes of `bindnetstatus`'s `event.detail.info`. WeChat's typings declare `info` as a union of strings and leave
 * fields out, so these are ours. Every field is optional: a component that has not started, or an older client,
 * sends fewer.
 *
 * Sources: https://developers.weixin.qq.com/miniprogram/dev/component/live-pusher.html and
 * https://developers.weixin.qq.com/miniprogram/dev/component/live-player.html (net status data).
 */

/** 0 not known, 1 excellent, 2 good, 3 fair, 4 bad, 5 very bad, 6 no connection. */
export type NetQualityLevel = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** What both components report. */
interface CommonNetStatus {
  /** Video bitrate, in kbit/s. */
  readonly videoBitrate?: number
  /** Audio bitrate, in kbit/s. */
  readonly audioBitrate?: number
  /** Video frame rate, in frames per second. */
  readonly videoFPS?: number
  /** Distance between two key frames, in seconds. */
  readonly videoGOP?: number
  /** Sending or receiving speed; WeChat states no unit, Tencent's SDK documents say kbit/s. */
  readonly netSpeed?: number
  /** Jitter, without a unit: 0 is steady, more is worse. */
  readonly netJitter?: number
  readonly netQualityLevel?: NetQualityLevel
  /** Picture width, in pixels. */
  readonly videoWidth?: number
  /** Picture height, in pixels. */
  readonly videoHeight?: number
}

/** `info` of `<live-pusher>`. */
export interface PusherNetStatus extends CommonNetStatus {
  /** Video waiting to be sent, in frames. */
  readonly videoCache?: number
  /** Audio waiting to be sent, in frames. */
  readonly audioCache?: number
}

/** `info` of `<live-player>`. */
export interface PlayerNetStatus extends CommonNetStatus {
  /** Video waiting to be played, in milliseconds (frames on the pusher). */
  readonly videoCache?: number
  /** Audio waiting to be played, in milliseconds (frames on the pusher). */
  readonly audioCache?: number
  /** Frames inside the decoder (Android hardware decoding). */
  readonly vDecCacheSize?: number
  /** All video frames held; more means more delay. */
  readonly vSumCacheSize?: number
  /** Sound and picture apart when played, in milliseconds. */
  readonly avPlayInterval?: number
  /** Sound and picture apart when received, in milliseconds. */
  readonly avRecvInterval?: number
  /** Length of buffered audio from which the player starts to catch up; WeChat states no unit. */
  readonly audioCacheThreshold?: number
}

/** `event.detail` of `bindnetstatus`. */
export interface NetStatusDetail<Info extends PusherNetStatus | PlayerNetStatus> {
  readonly info: Info
}
