import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PreviewKaibo, startPreviewKaibo } from '../support/preview.ts'

let world: PreviewKaibo
beforeAll(async () => {
  world = await startPreviewKaibo()
})
afterAll(() => world?.stop())

// Printed, not asserted: a time belongs to the machine that measured it.
test('from a tap on a room to the first frame, ten times', async () => {
  await world.clipRoom('秒开')
  const phone = await world.phone('viewer')
  await phone.openRooms()
  const taken: number[] = []
  for (let round = 0; round < 10; round++) {
    const before = (await phone.codeEntries()).length
    const tappedAtMs = await phone.tapAt('秒开')
    const first = await phone.seesCode(2032, before)
    taken.push(first.at - tappedAtMs)
    await phone.tap('返回')
    await phone.onPage('pages/rooms/rooms')
  }
  taken.sort((a, b) => a - b)
  process.stdout.write(`tap to first frame, ms: ${taken.join(' ')} (median ${taken[5]})\n`)
  expect(taken).toHaveLength(10)
  await phone.close()
})
