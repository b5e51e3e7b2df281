import type { PusherReaction } from './pusher-reaction.ts'
import type { StateCodeEntry } from './state-code-entry.ts'

/**
 * Every state code that `<live-pusher>` raises through `bindstatechange` (`event.detail.code`).
 *
 * `documented` rows are on WeChat's page
 * https://developers.weixin.qq.com/miniprogram/dev/component/live-pusher.html; the others come from the SDK
 * underneath (TXLiveSDKEventDef.h, TXLiteAVCode.h), from trtc-wx-sdk, or from developers' reports, and may leak
 * through. Look codes up with `classifyPusherCode`, never by range.
 *
 * @NOTE 1009 shares its SDK name with 1023, and 1022 is "snapshot taken" in newer SDKs.
 */
// biome-ignore format: one row per line reads as a table
export const PUSHER_CODES = [
  // The way to a running push.
  { code: 0,       name: 'no-error',                     severity: 'info',    documented: true,  reaction: 'ignore',                     sdkName: 'ERR_NULL' },
  { code: 1001,    name: 'server-connected',             severity: 'info',    documented: true,  reaction: 'connecting',                 sdkName: 'PUSH_EVT_CONNECT_SUCC' },
  { code: 1002,    name: 'push-began',                   severity: 'info',    documented: true,  reaction: 'pushing',                    sdkName: 'PUSH_EVT_PUSH_BEGIN' },
  { code: 1003,    name: 'camera-opened',                severity: 'info',    documented: true,  reaction: 'camera-ready',               sdkName: 'PUSH_EVT_OPEN_CAMERA_SUCC' },
  { code: 1004,    name: 'screen-capture-began',         severity: 'info',    documented: true,  reaction: 'log',                        sdkName: 'PUSH_EVT_SCREEN_CAPTURE_SUCC' },
  { code: 1005,    name: 'resolution-adapted',           severity: 'info',    documented: true,  reaction: 'log',                        sdkName: 'PUSH_EVT_CHANGE_RESOLUTION' },
  { code: 1006,    name: 'bitrate-adapted',              severity: 'info',    documented: true,  reaction: 'log',                        sdkName: 'PUSH_EVT_CHANGE_BITRATE' },
  { code: 1007,    name: 'first-frame-captured',         severity: 'info',    documented: true,  reaction: 'preview-ready',              sdkName: 'PUSH_EVT_FIRST_FRAME_AVAILABLE' },
  { code: 1008,    name: 'encoder-started',              severity: 'info',    documented: true,  reaction: 'log',                        sdkName: 'PUSH_EVT_START_VIDEO_ENCODER' },
  // Desktop, room:// (TRTC) and SDK-internal events. RTMP pushes do not raise them, newer WeChat builds may leak them.
  { code: 1009,    name: 'desktop-camera-removed',       severity: 'info',    documented: false, reaction: 'ignore',                     sdkName: 'PUSH_EVT_CAMERA_REMOVED' },
  { code: 1018,    name: 'rtc-room-entered',             severity: 'info',    documented: true,  reaction: 'ignore',                     sdkName: 'PUSH_EVT_ROOM_IN' },
  { code: 1019,    name: 'rtc-room-left',                severity: 'info',    documented: true,  reaction: 'ignore',                     sdkName: 'PUSH_EVT_ROOM_OUT' },
  { code: 1020,    name: 'rtc-member-list-changed',      severity: 'info',    documented: true,  reaction: 'ignore',                     sdkName: 'PUSH_EVT_ROOM_USERLIST' },
  { code: 1021,    name: 'rtc-room-reentering',          severity: 'warning', documented: true,  reaction: 'log',                        sdkName: 'PUSH_EVT_ROOM_NEED_REENTER' },
  { code: 1022,    name: 'rtc-room-enter-failed',        severity: 'error',   documented: true,  reaction: 'log',                        sdkName: 'PUSH_EVT_ROOM_IN_FAILED' },
  { code: 1023,    name: 'camera-removed',               severity: 'info',    documented: false, reaction: 'ignore',                     sdkName: 'PUSH_EVT_CAMERA_REMOVED' },
  { code: 1024,    name: 'camera-available',             severity: 'info',    documented: false, reaction: 'ignore',                     sdkName: 'PUSH_EVT_CAMERA_AVAILABLE' },
  { code: 1025,    name: 'camera-closed',                severity: 'info',    documented: false, reaction: 'ignore',                     sdkName: 'PUSH_EVT_CAMERA_CLOSE' },
  { code: 1026,    name: 'publish-acknowledged',         severity: 'info',    documented: false, reaction: 'ignore',                     sdkName: 'EVT_RTMP_PUSH_PUBLISH_START' },
  { code: 1027,    name: 'hardware-encoder-started',     severity: 'info',    documented: false, reaction: 'ignore',                     sdkName: 'PUSH_EVT_HW_ENCODER_START_SUCC' },
  { code: 1028,    name: 'software-encoder-started',     severity: 'info',    documented: false, reaction: 'ignore',                     sdkName: 'PUSH_EVT_SW_ENCODER_START_SUCC' },
  { code: 1029,    name: 'local-record-finished',        severity: 'info',    documented: false, reaction: 'ignore',                     sdkName: 'PUSH_EVT_LOCAL_RECORD_RESULT' },
  { code: 1030,    name: 'local-record-progressed',      severity: 'info',    documented: false, reaction: 'ignore',                     sdkName: 'PUSH_EVT_LOCAL_RECORD_PROGRESS' },
  { code: 1031,    name: 'rtc-member-joined',            severity: 'info',    documented: true,  reaction: 'ignore',                     sdkName: 'PUSH_EVT_ROOM_USER_ENTER' },
  { code: 1032,    name: 'rtc-member-left',              severity: 'info',    documented: true,  reaction: 'ignore',                     sdkName: 'PUSH_EVT_ROOM_USER_EXIT' },
  { code: 1033,    name: 'rtc-member-video-changed',     severity: 'info',    documented: true,  reaction: 'ignore',                     sdkName: 'PUSH_EVT_ROOM_USER_VIDEO_STATE' },
  { code: 1034,    name: 'rtc-member-audio-changed',     severity: 'info',    documented: true,  reaction: 'ignore',                     sdkName: 'PUSH_EVT_ROOM_USER_AUDIO_STATE' },
  // Warnings: the component copes by itself.
  { code: 1101,    name: 'uplink-congested',             severity: 'warning', documented: true,  reaction: 'network-weak',               sdkName: 'PUSH_WARNING_NET_BUSY' },
  { code: 1102,    name: 'auto-reconnecting',            severity: 'warning', documented: true,  reaction: 'reconnecting',               sdkName: 'PUSH_WARNING_RECONNECT' },
  { code: 1103,    name: 'hardware-encoder-unavailable', severity: 'warning', documented: true,  reaction: 'log',                        sdkName: 'PUSH_WARNING_HW_ACCELERATION_FAIL' },
  { code: 1104,    name: 'video-frame-encode-failed',    severity: 'warning', documented: true,  reaction: 'log',                        sdkName: 'PUSH_WARNING_VIDEO_ENCODE_FAIL' },
  { code: 1105,    name: 'beauty-encoder-unavailable',   severity: 'warning', documented: false, reaction: 'log',                        sdkName: 'PUSH_WARNING_BEAUTYSURFACE_VIEW_INIT_FAIL' },
  { code: 1106,    name: 'encoder-bitrate-overflowed',   severity: 'warning', documented: false, reaction: 'log',                        sdkName: 'PUSH_WARNING_VIDEO_ENCODE_BITRATE_OVERFLOW' },
  { code: 1107,    name: 'switched-to-hardware-encoder', severity: 'warning', documented: false, reaction: 'log',                        sdkName: 'PUSH_WARNING_VIDEO_ENCODE_SW_SWITCH_HW' },
  // Seen on the pusher in the field: its local preview and its microphone.
  { code: 2003,    name: 'preview-first-frame',          severity: 'info',    documented: false, reaction: 'log',                        sdkName: null },
  { code: 2004,    name: 'preview-playing',              severity: 'info',    documented: false, reaction: 'log',                        sdkName: null },
  { code: 2007,    name: 'preview-loading',              severity: 'info',    documented: false, reaction: 'log',                        sdkName: null },
  { code: 2027,    name: 'microphone-started',           severity: 'info',    documented: false, reaction: 'log',                        sdkName: 'EVT_MIC_START_SUCC' },
  { code: 2029,    name: 'microphone-released',          severity: 'info',    documented: false, reaction: 'log',                        sdkName: 'EVT_MIC_RELEASE_SUCC' },
  // Connection trouble. The SDK spells SEVER and UNAVAIABLE so.
  { code: 3001,    name: 'dns-failed',                   severity: 'warning', documented: true,  reaction: 'reconnecting',               sdkName: 'PUSH_WARNING_DNS_FAIL' },
  { code: 3002,    name: 'server-connect-failed',        severity: 'warning', documented: true,  reaction: 'reconnecting',               sdkName: 'PUSH_WARNING_SEVER_CONN_FAIL' },
  { code: 3003,    name: 'handshake-failed',             severity: 'warning', documented: true,  reaction: 'reconnecting',               sdkName: 'PUSH_WARNING_SHAKE_FAIL' },
  { code: 3004,    name: 'server-disconnected',          severity: 'error',   documented: true,  reaction: 'refresh-url',                sdkName: 'PUSH_WARNING_SERVER_DISCONNECT' },
  { code: 3005,    name: 'read-write-failed',            severity: 'warning', documented: true,  reaction: 'reconnecting',               sdkName: 'PUSH_WARNING_READ_WRITE_FAIL' },
  { code: 3008,    name: 'no-data-sent',                 severity: 'warning', documented: false, reaction: 'reconnecting',               sdkName: 'WARNING_RTMP_NO_DATA' },
  // The phone takes the app or its devices away. An older Tencent component reads 5001 as "floating window closed".
  { code: 4998,    name: 'microphone-toggled',           severity: 'info',    documented: true,  reaction: 'ignore',                     sdkName: null },
  { code: 4999,    name: 'mute-toggled',                 severity: 'info',    documented: true,  reaction: 'ignore',                     sdkName: null },
  { code: 5000,    name: 'app-suspended',                severity: 'warning', documented: false, reaction: 'suspended',                  sdkName: null },
  { code: 5001,    name: 'call-interrupted',             severity: 'warning', documented: true,  reaction: 'interrupted',                sdkName: null },
  { code: 10001,   name: 'camera-denied',                severity: 'error',   documented: true,  reaction: 'camera-denied',              sdkName: null },
  { code: 10002,   name: 'microphone-denied',            severity: 'error',   documented: true,  reaction: 'microphone-denied',          sdkName: null },
  { code: 10003,   name: 'music-load-failed',            severity: 'warning', documented: true,  reaction: 'log',                        sdkName: null },
  { code: 10004,   name: 'waiting-image-load-failed',    severity: 'warning', documented: true,  reaction: 'log',                        sdkName: null },
  // Reported by developers, meaning unpublished: proof that "code >= 10001" is not an error range.
  { code: 10005,   name: 'undocumented-10005',           severity: 'info',    documented: false, reaction: 'log',                        sdkName: null },
  { code: 10012,   name: 'undocumented-10012',           severity: 'info',    documented: false, reaction: 'log',                        sdkName: null },
  { code: 10014,   name: 'undocumented-10014',           severity: 'info',    documented: false, reaction: 'log',                        sdkName: null },
  // Errors. -1308 is a screen capture on Android but a dead audio system on iOS, and only the latter can happen here.
  { code: -1301,   name: 'camera-open-failed',           severity: 'fatal',   documented: true,  reaction: 'camera-unavailable',         sdkName: 'PUSH_ERR_OPEN_CAMERA_FAIL' },
  { code: -1302,   name: 'microphone-open-failed',       severity: 'fatal',   documented: true,  reaction: 'microphone-unavailable',     sdkName: 'PUSH_ERR_OPEN_MIC_FAIL' },
  { code: -1303,   name: 'video-encoder-failed',         severity: 'error',   documented: true,  reaction: 'restart',                    sdkName: 'PUSH_ERR_VIDEO_ENCODE_FAIL' },
  { code: -1304,   name: 'audio-encoder-failed',         severity: 'error',   documented: true,  reaction: 'restart',                    sdkName: 'PUSH_ERR_AUDIO_ENCODE_FAIL' },
  { code: -1305,   name: 'resolution-unsupported',       severity: 'error',   documented: true,  reaction: 'restart-with-safe-settings', sdkName: 'PUSH_ERR_UNSUPPORTED_RESOLUTION' },
  { code: -1306,   name: 'sample-rate-unsupported',      severity: 'error',   documented: true,  reaction: 'restart-with-safe-settings', sdkName: 'PUSH_ERR_UNSUPPORTED_SAMPLERATE' },
  { code: -1307,   name: 'net-disconnected',             severity: 'fatal',   documented: true,  reaction: 'restart-with-backoff',       sdkName: 'PUSH_ERR_NET_DISCONNECT' },
  { code: -1308,   name: 'capture-start-failed',         severity: 'error',   documented: true,  reaction: 'microphone-unavailable',     sdkName: 'PUSH_ERR_SCREEN_CAPTURE_START_FAILED' },
  { code: -1309,   name: 'screen-capture-unsupported',   severity: 'error',   documented: true,  reaction: 'log',                        sdkName: 'PUSH_ERR_SCREEN_CAPTURE_UNSURPORT' },
  { code: -1310,   name: 'screen-capture-disturbed',     severity: 'error',   documented: true,  reaction: 'log',                        sdkName: 'PUSH_ERR_SCREEN_CAPTURE_DISTURBED' },
  { code: -1311,   name: 'microphone-silent',            severity: 'error',   documented: true,  reaction: 'microphone-unavailable',     sdkName: 'PUSH_ERR_MIC_RECORD_FAIL' },
  { code: -1312,   name: 'screen-capture-rotate-failed', severity: 'error',   documented: true,  reaction: 'log',                        sdkName: 'PUSH_ERR_SCREEN_CAPTURE_SWITCH_DISPLAY_FAILED' },
  { code: -1313,   name: 'push-url-invalid',             severity: 'fatal',   documented: false, reaction: 'refresh-url',                sdkName: 'PUSH_ERR_INVALID_ADDRESS' },
  { code: -1314,   name: 'camera-unauthorized',          severity: 'fatal',   documented: false, reaction: 'camera-denied',              sdkName: 'ERR_CAMERA_NOT_AUTHORIZED' },
  { code: -1316,   name: 'camera-occupied',              severity: 'error',   documented: false, reaction: 'camera-unavailable',         sdkName: 'ERR_CAMERA_OCCUPY' },
  { code: -1317,   name: 'microphone-unauthorized',      severity: 'fatal',   documented: false, reaction: 'microphone-denied',          sdkName: 'ERR_MIC_NOT_AUTHORIZED' },
  { code: -1319,   name: 'microphone-occupied',          severity: 'error',   documented: false, reaction: 'microphone-unavailable',     sdkName: 'ERR_MIC_OCCUPY' },
  { code: -1324,   name: 'every-server-unreachable',     severity: 'fatal',   documented: false, reaction: 'restart-with-backoff',       sdkName: 'PUSH_ERR_CONNECT_SERVER_FAILED' },
  { code: -1325,   name: 'network-unavailable',          severity: 'fatal',   documented: false, reaction: 'wait-for-network',           sdkName: 'PUSH_ERR_NETWORK_UNAVAIABLE' },
  { code: -1326,   name: 'server-refused',               severity: 'fatal',   documented: false, reaction: 'refresh-url',                sdkName: 'PUSH_ERR_SERVER_REFUSED' },
  // room:// (TRTC) only: fatal there, never raised by an RTMP push, so nothing acts on them.
  { code: -3301,   name: 'rtc-room-enter-refused',       severity: 'fatal',   documented: false, reaction: 'log',                        sdkName: 'ERR_ROOM_ENTER_FAIL' },
  { code: -100018, name: 'rtc-user-sig-rejected',        severity: 'fatal',   documented: false, reaction: 'log',                        sdkName: 'ERR_SERVER_INFO_ECDH_GET_TINYID' },
] as const satisfies readonly StateCodeEntry<PusherReaction>[]

/** One row of the table, with its literal values. */
export type PusherCodeEntry = (typeof PUSHER_CODES)[number]

/** A state code of `<live-pusher>` that the table knows. */
export type PusherCode = PusherCodeEntry['code']
