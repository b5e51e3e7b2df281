import type { Language } from '../../platform/system.ts'
import { failureCode } from '../../services/api-error.ts'
import type { Rooms } from '../../services/rooms.ts'
import type { Texts } from '../../text/index.ts'
import { type HappeningRow, happeningRows } from './happening-rows.ts'

/** What the sheet shows: rows, or a note in their place, perhaps with a way to try again. */
export type HappeningsView = { rows: HappeningRow[]; note: string; retry: string }

type Dependencies = {
  rooms: Pick<Rooms, 'timeline'>
  language: Language
  texts: Texts
  /** `null`: the sheet is closed. */
  render: (view: HappeningsView | null) => void
}

/** The sheet that tells a broadcaster what happened in their room. */
export type Happenings = {
  /** Opens the sheet, or fetches anew while it is open. Never rejects. */
  open(roomId: string): Promise<void>
  close(): void
}

export function createHappenings({ rooms, language, texts, render }: Dependencies): Happenings {
  let asked = 0
  const { happenedLoading, happenedEmpty, happenedRetry } = texts.pusher
  return {
    async open(roomId) {
      asked += 1
      const mine = asked
      const show = (rows: HappeningRow[], note = '', retry = ''): void => {
        // Closed or asked again meanwhile.
        if (mine === asked) render({ rows, note, retry })
      }
      show([], happenedLoading)
      try {
        const rows = happeningRows(await rooms.timeline(roomId), language)
        show(rows, rows.length === 0 ? happenedEmpty : '')
      } catch (error) {
        show([], texts.failures[failureCode(error)], happenedRetry)
      }
    },
    close() {
      asked += 1
      render(null)
    },
  }
}
