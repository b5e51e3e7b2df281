import { expect, test } from 'vitest'
import { type LogEntry, PhoneLog } from './phone-log.ts'

test('a room is told when its status differs from what the phone knew, wherever it is in an answer', () => {
  const published: LogEntry[] = []
  const log = new PhoneLog((entry) => published.push(entry))
  const room = (status: string) => ({ id: 'room_1', title: 'T', status, version: 1 })
  log.noteRooms({ rooms: [room('waiting')] })
  log.noteRooms(room('waiting'))
  log.noteRooms({ room: room('live') })
  expect(log.of('room').map(({ from, to }) => [from, to])).toEqual([
    [undefined, 'waiting'],
    ['waiting', 'live'],
  ])
  expect(published).toHaveLength(2)
})

test('no secret is kept in an entry', () => {
  const log = new PhoneLog(() => {})
  log.add({ kind: 'call', method: 'GET', path: '/v1/x?token=hush', status: 200, milliseconds: 1 })
  log.text('page', 'playing http://h/live/s.flv?txSecret=hush&txTime=1')
  expect(JSON.stringify(log.entries)).not.toContain('hush')
})

test('the same warning is kept once', () => {
  const log = new PhoneLog(() => {})
  log.text('warning', 'a')
  log.text('warning', 'a')
  expect(log.of('warning')).toHaveLength(1)
})
