import { type ApplicationState, type BroadcasterApplication, toIsoTime } from '@kaibo/live-core'

/** An application as stored, with its applicant's name. */
export type ApplicationRow = {
  id: string
  user_id: string
  applicant_name: string
  reason: string
  state: ApplicationState
  note: string | null
  created_at: Date
  decided_at: Date | null
}

export const toApplication = (row: ApplicationRow): BroadcasterApplication => ({
  id: row.id,
  applicant: { id: row.user_id, displayName: row.applicant_name },
  reason: row.reason,
  state: row.state,
  createdAt: toIsoTime(row.created_at.getTime()),
  ...(row.decided_at ? { decidedAt: toIsoTime(row.decided_at.getTime()) } : {}),
  ...(row.note === null ? {} : { note: row.note }),
})
