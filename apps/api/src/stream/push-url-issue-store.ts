import type { PushUrlReason } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'

export type PushUrlIssue = {
  id: string
  streamName: string
  deviceId: string
  reason: PushUrlReason
  issuedAt: Date
}

type IssueRow = { id: string; stream_name: string; device_id: string; reason: PushUrlReason; issued_at: Date }

/** Every push URL that was issued; never the URL itself. */
export const pushUrlIssueStore = {
  async insert(tx: Queryable, issue: PushUrlIssue & { expiresAt: Date }): Promise<void> {
    await tx.query(
      {
        name: 'push-url-issue-insert',
        text: `insert into push_url_issues (id, stream_name, device_id, reason, issued_at, expires_at)
               values ($1, $2, $3, $4, $5, $6)`,
      },
      [issue.id, issue.streamName, issue.deviceId, issue.reason, issue.issuedAt, issue.expiresAt],
    )
  },

  /** A stream's issues, newest first. */
  async ofStream(tx: Queryable, streamName: string): Promise<PushUrlIssue[]> {
    const rows = await tx.query<IssueRow>(
      {
        name: 'push-url-issues-of-stream',
        text: `select id, stream_name, device_id, reason, issued_at from push_url_issues
               where stream_name = $1 order by issued_at desc, id desc`,
      },
      [streamName],
    )
    return rows.map((row) => ({
      id: row.id,
      streamName: row.stream_name,
      deviceId: row.device_id,
      reason: row.reason,
      issuedAt: row.issued_at,
    }))
  },

  /** The stream of the newest URL that a device got for a room. */
  async newestStreamOf(db: Queryable, roomId: string, deviceId: string): Promise<string | undefined> {
    const [row] = await db.query<{ stream_name: string }>(
      {
        name: 'push-url-issue-newest-of-device',
        text: `select i.stream_name from push_url_issues i join streams s on s.name = i.stream_name
               where s.room_id = $1 and i.device_id = $2 order by s.generation desc, i.issued_at desc limit 1`,
      },
      [roomId, deviceId],
    )
    return row?.stream_name
  },
}
