import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Managers, openManagers, validity } from '../testing/managers.ts'
import { rowsOf } from '../testing/test-store.ts'
import { Housekeeper } from './housekeeper.ts'

let managers: Managers
beforeAll(async () => {
  managers = await openManagers('housekeeper')
})
afterAll(() => managers.database.close())

const count = async () => {
  const [row] = await rowsOf<{ sessions: number; codes: number; windows: number }>(
    managers.database,
    `select (select count(*)::int from sessions) as sessions, (select count(*)::int from login_codes) as codes,
       (select count(*)::int from rate_windows) as windows`,
  )
  return row
}
const after = async (ms: number) => {
  managers.clock.advance(ms)
  await new Housekeeper(managers).tick()
  return count()
}

test('what still counts stays, what is over goes: windows after a minute, codes after ten, sessions after their end', async () => {
  await managers.logIn('somebody')
  const MINUTE_MS = 60_000
  expect(await after(0)).toEqual({ sessions: 1, codes: 1, windows: 1 })
  // Ten minutes later than it could, so that no node with a slower clock misses anything.
  expect(await after(11 * MINUTE_MS)).toEqual({ sessions: 1, codes: 1, windows: 1 })
  expect(await after(1)).toEqual({ sessions: 1, codes: 1, windows: 0 })
  expect(await after(9 * MINUTE_MS)).toEqual({ sessions: 1, codes: 0, windows: 0 })
  expect(await after(validity.sessionSeconds * 1000)).toEqual({ sessions: 0, codes: 0, windows: 0 })
})
