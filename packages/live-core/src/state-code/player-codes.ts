import type { PlayerReaction } from './player-reaction.ts'
import type { StateCodeEntry } from './state-code-entry.ts'

/**
 * Every state code that `<live-player>` raises through `bindstatechange` (`event.detail.code`).
 *
 * `documented` rows are on WeChat's page
 * https://developers.weixin.qq.com/miniprogram/dev/component/live-player.html; the others come from the SDK
 * underneath (TXLiveSDKEventDef.h, TXLiteAVCode.h), from trtc-wx-sdk, or from developers' reports, and may leak
 * through. Look codes up with `classifyPlayerCode`, never by range.
 *
 * @NOTE WeChat's 2032 is the first rendered frame; the iOS SDK uses 2032 for an audio interruption, and old Android
 * SDKs use 2030 for the session key. WeChat's meaning holds here. Many live streams end without 2006, so -2301
 * asks the server too.
 */
// biome-ignore format: one row per line reads as a table
export const PLAYER_CODES = [
  // The way to a picture. 2003 says "received", not "shown": the poster waits for 2032 or 2004.
  { code: 2001,  name: 'server-connected',                   severity: 'info',    documented: true,  reaction: 'connecting',         sdkName: 'PLAY_EVT_CONNECT_SUCC' },
  { code: 2002,  name: 'pull-began',                         severity: 'info',    documented: true,  reaction: 'buffering',          sdkName: 'PLAY_EVT_RTMP_STREAM_BEGIN' },
  { code: 2003,  name: 'first-packet-received',              severity: 'info',    documented: true,  reaction: 'log',                sdkName: 'PLAY_EVT_RCV_FIRST_I_FRAME' },
  { code: 2004,  name: 'play-began',                         severity: 'info',    documented: true,  reaction: 'playing',            sdkName: 'PLAY_EVT_PLAY_BEGIN' },
  { code: 2005,  name: 'play-progressed',                    severity: 'info',    documented: true,  reaction: 'ignore',             sdkName: 'PLAY_EVT_PLAY_PROGRESS' },
  { code: 2006,  name: 'play-ended',                         severity: 'info',    documented: true,  reaction: 'ask-server',         sdkName: 'PLAY_EVT_PLAY_END' },
  { code: 2007,  name: 'buffering-began',                    severity: 'info',    documented: true,  reaction: 'buffering',          sdkName: 'PLAY_EVT_PLAY_LOADING' },
  { code: 2008,  name: 'decoder-started',                    severity: 'info',    documented: true,  reaction: 'log',                sdkName: 'PLAY_EVT_START_VIDEO_DECODER' },
  { code: 2009,  name: 'resolution-changed',                 severity: 'info',    documented: true,  reaction: 'resize',             sdkName: 'PLAY_EVT_CHANGE_RESOLUTION' },
  { code: 2012,  name: 'sei-received',                       severity: 'info',    documented: false, reaction: 'ignore',             sdkName: 'PLAY_EVT_GET_MESSAGE' },
  { code: 2015,  name: 'stream-switched',                    severity: 'info',    documented: false, reaction: 'log',                sdkName: 'PLAY_EVT_STREAM_SWITCH_SUCC' },
  { code: 2026,  name: 'first-audio-played',                 severity: 'info',    documented: false, reaction: 'log',                sdkName: 'PLAY_EVT_RCV_FIRST_AUDIO_FRAME' },
  { code: 2028,  name: 'metadata-received',                  severity: 'info',    documented: false, reaction: 'log',                sdkName: 'PLAY_EVT_GET_METADATA' },
  { code: 2030,  name: 'audio-route-changed',                severity: 'info',    documented: true,  reaction: 'log',                sdkName: 'EVT_AUDIO_DEVICE_ROUTE_CHANGED' },
  { code: 2031,  name: 'flv-session-key-received',           severity: 'info',    documented: false, reaction: 'ignore',             sdkName: 'PLAY_EVT_GET_FLVSESSIONKEY' },
  { code: 2032,  name: 'first-frame-rendered',               severity: 'info',    documented: true,  reaction: 'first-frame',        sdkName: null },
  // Warnings: the component copes by itself.
  { code: 2101,  name: 'video-decode-failed',                severity: 'warning', documented: true,  reaction: 'log',                sdkName: 'PLAY_WARNING_VIDEO_DECODE_FAIL' },
  { code: 2102,  name: 'audio-decode-failed',                severity: 'warning', documented: true,  reaction: 'log',                sdkName: 'PLAY_WARNING_AUDIO_DECODE_FAIL' },
  { code: 2103,  name: 'auto-reconnecting',                  severity: 'warning', documented: true,  reaction: 'reconnecting',       sdkName: 'PLAY_WARNING_RECONNECT' },
  { code: 2104,  name: 'data-unsteady',                      severity: 'warning', documented: true,  reaction: 'lagging',            sdkName: 'PLAY_WARNING_RECV_DATA_LAG' },
  { code: 2105,  name: 'picture-lagging',                    severity: 'warning', documented: true,  reaction: 'lagging',            sdkName: 'PLAY_WARNING_VIDEO_PLAY_LAG' },
  { code: 2106,  name: 'hardware-decoder-unavailable',       severity: 'warning', documented: true,  reaction: 'log',                sdkName: 'PLAY_WARNING_HW_ACCELERATION_FAIL' },
  { code: 2107,  name: 'frames-discontinuous',               severity: 'warning', documented: true,  reaction: 'log',                sdkName: 'PLAY_WARNING_VIDEO_DISCONTINUITY' },
  { code: 2108,  name: 'first-frame-hardware-decode-failed', severity: 'warning', documented: true,  reaction: 'log',                sdkName: 'PLAY_WARNING_FIRST_IDR_HW_DECODE_FAIL' },
  { code: 2109,  name: 'software-decoder-start-failed',      severity: 'warning', documented: false, reaction: 'log',                sdkName: 'WARNING_SW_DECODER_START_FAIL' },
  { code: 2110,  name: 'render-failed',                      severity: 'warning', documented: false, reaction: 'log',                sdkName: 'WARNING_VIDEO_RENDER_FAIL' },
  // Connection trouble; WeChat raises 3001-3003 for rtmp:// only. The SDK spells SEVER so.
  { code: 3001,  name: 'dns-failed',                         severity: 'warning', documented: true,  reaction: 'reconnecting',       sdkName: 'PLAY_WARNING_DNS_FAIL' },
  { code: 3002,  name: 'server-connect-failed',              severity: 'warning', documented: true,  reaction: 'reconnecting',       sdkName: 'PLAY_WARNING_SEVER_CONN_FAIL' },
  { code: 3003,  name: 'handshake-failed',                   severity: 'warning', documented: true,  reaction: 'reconnecting',       sdkName: 'PLAY_WARNING_SHAKE_FAIL' },
  { code: 3004,  name: 'server-disconnected',                severity: 'error',   documented: false, reaction: 'refresh-url',        sdkName: 'PLAY_WARNING_SERVER_DISCONNECT' },
  { code: 3005,  name: 'read-write-failed',                  severity: 'warning', documented: true,  reaction: 'reconnecting',       sdkName: 'PLAY_WARNING_READ_WRITE_FAIL' },
  // Seen in the field, meaning unpublished.
  { code: 6000,  name: 'undocumented-6000',                  severity: 'info',    documented: false, reaction: 'log',                sdkName: null },
  { code: 6002,  name: 'undocumented-6002',                  severity: 'warning', documented: false, reaction: 'log',                sdkName: null },
  { code: 6003,  name: 'undocumented-6003',                  severity: 'warning', documented: false, reaction: 'log',                sdkName: null },
  { code: 6004,  name: 'undocumented-6004',                  severity: 'warning', documented: false, reaction: 'log',                sdkName: null },
  { code: 6005,  name: 'undocumented-6005',                  severity: 'warning', documented: false, reaction: 'log',                sdkName: null },
  // Errors. -2303, -2305 and -2306 belong to recorded video, which live-player does not play.
  { code: -2301, name: 'net-disconnected',                   severity: 'fatal',   documented: true,  reaction: 'ask-server',         sdkName: 'PLAY_ERR_NET_DISCONNECT' },
  { code: -2302, name: 'play-url-unavailable',               severity: 'error',   documented: true,  reaction: 'refresh-url',        sdkName: 'PLAY_ERR_GET_RTMP_ACC_URL_FAIL' },
  { code: -2303, name: 'vod-file-missing',                   severity: 'error',   documented: false, reaction: 'log',                sdkName: 'PLAY_ERR_FILE_NOT_FOUND' },
  { code: -2304, name: 'hevc-decode-failed',                 severity: 'fatal',   documented: false, reaction: 'unsupported-format', sdkName: 'PLAY_ERR_HEVC_DECODE_FAIL' },
  { code: -2305, name: 'hls-key-failed',                     severity: 'error',   documented: false, reaction: 'log',                sdkName: 'PLAY_ERR_HLS_KEY' },
  { code: -2306, name: 'vod-info-failed',                    severity: 'error',   documented: false, reaction: 'log',                sdkName: 'PLAY_ERR_GET_PLAYINFO_FAIL' },
  { code: -2307, name: 'stream-switch-failed',               severity: 'error',   documented: false, reaction: 'restart',            sdkName: 'PLAY_ERR_STREAM_SWITCH_FAIL' },
  { code: -2308, name: 'server-refused',                     severity: 'fatal',   documented: false, reaction: 'refresh-url',        sdkName: 'PLAY_ERR_STREAM_SERVER_REFUSED' },
  { code: -2309, name: 'low-latency-pull-failed',            severity: 'error',   documented: false, reaction: 'refresh-url',        sdkName: 'ERR_RTMP_ACC_FETCH_STREAM_FAIL' },
] as const satisfies readonly StateCodeEntry<PlayerReaction>[]

/** One row of the table, with its literal values. */
export type PlayerCodeEntry = (typeof PLAYER_CODES)[number]

/** A state code of `<live-player>` that the table knows. */
export type PlayerCode = PlayerCodeEntry['code']
