import type { CallEntry, CodeEntry, LogEntry, RoomEntry } from '../runtime/phone/phone-log.ts'
import { describeCode } from './describe-code.ts'
import { h } from './element.ts'

const STATUS_CLASS: Readonly<Record<string, string>> = { live: 'good', interrupted: 'warn', ended: 'quiet' }
const SEVERITY_CLASS: Readonly<Record<string, string>> = {
  fatal: 'bad',
  error: 'bad',
  warning: 'warn',
  info: '',
}

/** One line of the panel. */
export function logRow(user: string, entry: LogEntry): HTMLElement {
  const at = new Date(entry.at)
  const time = h('time', { datetime: at.toISOString() }, at.toLocaleTimeString('en-GB'))
  return h('li', { 'data-user': user, 'data-kind': entry.kind }, time, ...cells(entry))
}

function cells(entry: LogEntry): HTMLElement[] {
  switch (entry.kind) {
    case 'call':
      return call(entry)
    case 'code':
      return code(entry)
    case 'room':
      return room(entry)
    default: {
      const tone = { error: 'bad', warning: 'warn', page: 'quiet', phone: '' }[entry.kind]
      const [first = '', ...rest] = entry.text.split('\n')
      const more = rest.length > 0 ? [h('span', { class: 'more' }, rest.slice(0, 3).join('\n'))] : []
      return [h('span', { class: tone }, first), h('span', { class: 'side' }, entry.kind), ...more]
    }
  }
}

function call({ method, path, status, milliseconds, error }: CallEntry): HTMLElement[] {
  const tone = status === 0 || status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good'
  const said = error === undefined ? [] : [h('span', { class: `more ${tone}` }, error)]
  return [
    h('span', { class: 'path' }, h('b', {}, method), ` ${path}`),
    h(
      'span',
      { class: 'side' },
      h('b', { class: tone }, status === 0 ? '—' : String(status)),
      ` ${milliseconds} ms`,
    ),
    ...said,
  ]
}

function code(entry: CodeEntry): HTMLElement[] {
  const { name, severity, text } = describeCode(entry)
  const words = text === undefined ? entry.message : `${text.zh} · ${text.en}`
  return [
    h('span', { class: SEVERITY_CLASS[severity] ?? '' }, h('b', {}, String(entry.code)), ` ${name}`),
    h('span', { class: 'side' }, `live-${entry.source}`),
    h('span', { class: 'more' }, words),
  ]
}

function room({ roomId, title, from, to }: RoomEntry): HTMLElement[] {
  const change = h('span', {}, from === undefined ? '' : `${from} → `)
  change.append(h('span', { class: `pill ${STATUS_CLASS[to] ?? ''}` }, to), ` ${title}`)
  return [change, h('span', { class: 'side' }, 'room'), h('span', { class: 'more path' }, roomId)]
}
