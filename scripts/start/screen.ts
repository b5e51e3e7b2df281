import type { AddressBook } from './addresses.ts'
import type { PlayUrl } from './api-calls.ts'
import { padToWidth, textWidth } from './text-width.ts'

export type ScreenContent = {
  addresses: AddressBook
  play: PlayUrl
  /** As it should be written: relative to where `npm start` was called. */
  logs: string
  startedInMs: number
}

/** The screen of a running installation: what there is, where, and what to do next, in both languages. */
export const renderScreen = ({ addresses, play, logs, startedInMs }: ScreenContent): string => {
  const { preview, api, docs, media, rtmp, services, room } = addresses
  const until = new Date(play.expiresAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  const rows: [label: string, value: string][] = [
    ['Two phones 两台手机', preview],
    ['API 接口', api],
    ['Docs 文档', docs],
    ['Media 媒体 (FLV, HLS)', media],
    ['RTMP 推流', rtmp],
    ['Sandbox 沙箱', `${services}  (WeChat, faults · 微信、故障开关)`],
    ['Demo room 演示直播间', `${room.id}  ${room.title}  ● live 直播中`],
  ]
  const width = Math.max(...rows.map(([label]) => textWidth(label))) + 2
  return [
    '',
    `  Kaibo 开播 is running · 已启动  (${(startedInMs / 1_000).toFixed(1)} s)`,
    '',
    ...rows.map(([label, value]) => `  ${padToWidth(label, width)}${value}`),
    '',
    `  Watch 观看: VLC, or ffplay "URL" (can be opened until ${until} · ${until} 前可打开)`,
    `    ${play.flv}`,
    '',
    '  Go live 自己开播 (log in, open a room, get its push URL · 登录、建直播间、取推流地址)',
    ...pushCommands(api, rtmp).map((line) => `    ${line}`),
    '',
    `  Logs 日志: ${logs}    Stop 停止: Ctrl-C`,
    '',
  ].join('\n')
}

/** For bash and zsh with what every machine has; the room's own id is the first one in its answer. */
const pushCommands = (api: string, rtmp: string): string[] => [
  `call() { curl -s "${api}/v1/$1" -H "authorization: Bearer $TOKEN" -d "$2" \\`,
  `  -H 'content-type: application/json' | grep -o "\\"$3\\":\\"[^\\"]*" | head -1 | cut -d'"' -f4; }`,
  `TOKEN=$(call sessions '{"code":"dev-me.'$RANDOM'"}' token); ROOM=$(call rooms '{"title":"My show"}' id)`,
  `URL=$(call "rooms/$ROOM/push-url" '{}' url)`,
  'ffmpeg -re -i video.mp4 -c:v libx264 -pix_fmt yuv420p -bf 0 -g 50 -c:a aac -f flv "$URL"',
  `OBS: server 服务器 ${rtmp}/live, stream key 推流码: echo "\${URL##*/}"`,
]
