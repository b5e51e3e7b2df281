import { realPorts, runDoctor } from '@kaibo/api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestStore, storeKinds, type TestStore } from '../support/stores.ts'
import { everyWordOf } from './support/diagnose.ts'

/** Whether PostgreSQL runs here; where it has to, `npm test` says when it does not. */
const isThere = storeKinds.includes('postgres')

describe.runIf(isThere)('a real PostgreSQL', () => {
  let store: TestStore
  let url: string
  beforeEach(async () => {
    store = await openTestStore('postgres')
    url = store.config.kind === 'postgres' ? store.config.url : ''
  })
  afterEach(() => store.remove())

  /** What is said of the database when nothing else is configured. */
  async function foundAt(databaseUrl: string) {
    const report = await runDoctor({ DATABASE_URL: databaseUrl }, { ...realPorts(), fetch: noNetwork })
    expect(everyWordOf(report)).not.toContain('canary-password')
    const result = report.results.find(({ id }) => id === 'database')
    return result?.findings.map(({ verdict, code }) => `${verdict} ${code}`)
  }

  test('that is empty has all migrations before it, and stays empty', async () => {
    expect(await foundAt(url)).toEqual(['warn database.behind'])
    expect(await foundAt(url)).toEqual(['warn database.behind'])
  })

  test('without the database is told so', async () => {
    const other = new URL(url)
    other.pathname = '/kaibo_doctor_never_made'
    expect(await foundAt(other.href)).toEqual(['wrong database.absent'])
  })

  test('that does not know the user, or not from here, is told so, without the password', async () => {
    const other = new URL(url)
    other.username = 'kaibo_doctor_nobody'
    other.password = 'canary-password'
    const [code] = (await foundAt(other.href)) ?? []
    expect(code).toMatch(/^wrong database\.(password|not-admitted)$/)
  })
})

const noNetwork: typeof fetch = () => Promise.reject(new TypeError('no network in this test'))
