import type { Timeline, TimelineEvent } from '@kaibo/live-core'
import type { Language } from '../../platform/system.ts'

/** One line of what happened; `tone` is how the room stood from then on. */
export type HappeningRow = {
  key: number
  time: string
  text: string
  tone: 'good' | 'warning' | 'over' | 'plain'
}

/** What happened, the newest first: while a show goes on, that is what its broadcaster looks for. */
export const happeningRows = ({ items }: Timeline, language: Language): HappeningRow[] =>
  items
    .map((event, key) => ({
      key,
      time: timeOf(event.at),
      text: event.text[language],
      tone: toneOf(event.status),
    }))
    .reverse()

function toneOf(status: TimelineEvent['status']): HappeningRow['tone'] {
  switch (status) {
    case 'live':
      return 'good'
    case 'interrupted':
      return 'warning'
    case 'ended':
      return 'over'
    default:
      return 'plain'
  }
}

/** `20:04:07`, on the phone's own clock face. */
function timeOf(at: string): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}
