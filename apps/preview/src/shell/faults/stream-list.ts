import { h } from '../element.ts'
import type { Words } from './fault.ts'
import type { StreamAction } from './sandbox-client.ts'
import type { LiveStream } from './sandbox-types.ts'

const ACTIONS: readonly (readonly [StreamAction, Words, Words])[] = [
  [
    'cut',
    { zh: '断网', en: 'Cut' },
    {
      zh: '主播的网络断开，手机自己重连。服务商马上知道；打开“保留 70 秒”后要等那么久。',
      en: "The broadcaster's network breaks and the phone reconnects. The provider knows at once, or after the 70 s below.",
    },
  ],
  [
    'freeze',
    { zh: '卡死', en: 'Freeze' },
    {
      zh: '连接还在，但数据再也到不了；两边都不知道，直到超时。',
      en: 'The connection stays and nothing comes through; neither side knows before a timeout.',
    },
  ],
  [
    'drop',
    { zh: '断流', en: 'Drop' },
    {
      zh: '服务商断开这路推流并发断流回调；可以马上重新推。',
      en: 'The provider ends the push and says so. It may begin again at once.',
    },
  ],
]

/** The streams that are pushed now, each with what can be done to its broadcaster. */
export class StreamList {
  readonly element = h('ul', { class: 'streams' })
  readonly explanation = h(
    'dl',
    { class: 'actions' },
    ...ACTIONS.flatMap(([, name, what]) => [
      h('dt', {}, `${name.zh} `, h('small', {}, name.en)),
      h('dd', {}, what.zh, h('small', {}, what.en)),
    ]),
  )
  readonly #act: (stream: LiveStream, action: StreamAction) => void
  #shown = ''

  constructor(act: (stream: LiveStream, action: StreamAction) => void) {
    this.#act = act
  }

  show(streams: readonly LiveStream[], nowMs: number): void {
    const rows = streams.map((stream) => ({ stream, text: describe(stream, nowMs) }))
    const shown = JSON.stringify(rows.map(({ stream, text }) => [stream.streamName, text]))
    // A button that is made anew under the pointer loses the click.
    if (shown === this.#shown) return
    this.#shown = shown
    this.element.replaceChildren(
      ...(rows.length === 0
        ? [h('li', { class: 'none' }, '现在没有人推流 Nobody pushes now')]
        : rows.map(({ stream, text }) => this.#row(stream, text))),
    )
  }

  #row(stream: LiveStream, text: string): HTMLElement {
    const buttons = ACTIONS.map(([action, name, what]) => {
      const title = `${what.zh} ${what.en}`
      const button = h('button', { type: 'button', title, 'data-action': action }, `${name.zh} ${name.en}`)
      button.addEventListener('click', () => this.#act(stream, action))
      return button
    })
    const name = h('code', { title: stream.streamName }, `${stream.streamName.slice(0, 8)}…`)
    return h(
      'li',
      { 'data-stream': stream.streamName, 'data-link': stream.link },
      name,
      h('span', {}, text),
      ...buttons,
    )
  }
}

const LINKS: Readonly<Record<LiveStream['link'], string>> = {
  open: '',
  frozen: ' · 已卡死 frozen',
  lost: ' · 已断网 cut off',
}

function describe({ startedAtMs, viewers, link }: LiveStream, nowMs: number): string {
  const minutes = Math.max(0, Math.floor((nowMs - startedAtMs) / 60_000))
  return `${minutes} 分钟 min · ${viewers} 观众 viewers${LINKS[link]}`
}
