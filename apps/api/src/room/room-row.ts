import {
  type EndReason,
  type Room,
  type RoomFold,
  type RoomPhase,
  statusAt,
  toIsoTime,
} from '@kaibo/live-core'

/** A room as stored, with its broadcaster's name. */
export type RoomRow = {
  id: string
  owner_id: string
  owner_name: string
  title: string
  announcement: string | null
  cover_url: string | null
  /** The uploaded picture that was asked for; shown as `cover_url` once it is approved. */
  cover_image_id: string | null
  starts_at: Date | null
  reconnect_window_seconds: number
  phase: RoomPhase
  until_at: Date | null
  started_at: Date | null
  ended_at: Date | null
  end_reason: EndReason | null
  recovered_at: Date | null
  check_at: Date | null
  checked_at: Date | null
  doubted_at: Date | null
  version: number
  created_at: Date
}

export const ROOM_COLUMNS = `r.id, r.owner_id, u.display_name as owner_name, r.title, r.announcement, r.cover_url, r.cover_image_id, r.starts_at,
  r.reconnect_window_seconds, r.phase, r.until_at, r.started_at, r.ended_at, r.end_reason, r.recovered_at,
  r.check_at, r.checked_at, r.doubted_at, r.version, r.created_at`

/** The room as everybody may see it at `nowMs`. */
export function toRoom(row: RoomRow, nowMs: number): Room {
  return {
    id: row.id,
    title: row.title,
    ...(row.announcement === null ? {} : { announcement: row.announcement }),
    coverUrl: row.cover_url,
    broadcaster: { id: row.owner_id, displayName: row.owner_name },
    status: statusAt(row.phase, row.starts_at?.getTime(), nowMs),
    ...isoTimes({
      until: row.until_at,
      startsAt: row.starts_at,
      startedAt: row.started_at,
      endedAt: row.ended_at,
    }),
    ...(row.end_reason ? { endReason: row.end_reason } : {}),
    version: row.version,
  }
}

function isoTimes<Name extends string>(times: Record<Name, Date | null>): { [name in Name]?: string } {
  const entries = Object.entries<Date | null>(times).filter(([, time]) => time !== null)
  return Object.fromEntries(entries.map(([name, time]) => [name, toIsoTime(Number(time))])) as {
    [name in Name]?: string
  }
}

/** The stored columns of a fold. */
export const foldColumns = (fold: RoomFold) => ({
  phase: fold.phase,
  until_at: toDate(fold.untilMs),
  started_at: toDate(fold.startedAtMs),
  ended_at: toDate(fold.endedAtMs),
  end_reason: fold.endReason ?? null,
})

const toDate = (ms: number | undefined) => (ms === undefined ? null : new Date(ms))

/** Whether a fold shows anything else than the row does. */
export function differs(row: RoomRow, fold: RoomFold): boolean {
  const columns = foldColumns(fold)
  return (
    row.phase !== columns.phase ||
    row.end_reason !== columns.end_reason ||
    row.until_at?.getTime() !== columns.until_at?.getTime() ||
    row.started_at?.getTime() !== columns.started_at?.getTime() ||
    row.ended_at?.getTime() !== columns.ended_at?.getTime()
  )
}
