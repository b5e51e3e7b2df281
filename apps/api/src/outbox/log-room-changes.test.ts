import { pino } from 'pino'
import { expect, test } from 'vitest'
import { roomChange } from '../testing/room-change.ts'
import { stubRoom } from '../testing/stub-app.ts'
import { logRoomChanges } from './log-room-changes.ts'

test('each newer version of a room is one line with its status, and nothing that its people wrote', async () => {
  const lines: Record<string, unknown>[] = []
  const logger = pino(
    { base: null, timestamp: false },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  )
  const log = logRoomChanges(logger)
  await log(roomChange(1))
  await log(roomChange(1))
  const ended = { status: 'ended', endReason: 'window' } as const
  await log({ ...roomChange(2), room: { ...stubRoom, ...ended, version: 2 } })
  expect(lines).toEqual([
    { level: 30, roomId: stubRoom.id, status: 'interrupted', version: 1, msg: 'room changed' },
    { level: 30, roomId: stubRoom.id, ...ended, version: 2, msg: 'room changed' },
  ])
})
