import { DEFAULT_ROOM_TIMES } from '@kaibo/live-core'
import { describe, expect, test } from 'vitest'
import { Environment } from './environment.ts'
import { readRhythm } from './read-rhythm.ts'
import { DEFAULT_RHYTHM, RHYTHM_VARIABLES, type Rhythm } from './rhythm.ts'

function read(variables: NodeJS.ProcessEnv) {
  const environment = new Environment(variables)
  return { rhythm: readRhythm(environment), problems: environment.problems }
}

const names = Object.keys(DEFAULT_RHYTHM) as (keyof Rhythm)[]

describe('the rhythm', () => {
  test('has a default for everything, and those of the room’s status are the contract’s', () => {
    expect(read({})).toEqual({ rhythm: DEFAULT_RHYTHM, problems: [] })
    expect(DEFAULT_RHYTHM).toMatchObject(DEFAULT_ROOM_TIMES)
  })

  test('has a variable of its own for each interval', () => {
    expect(Object.keys(RHYTHM_VARIABLES).sort()).toEqual([...names].sort())
    expect(new Set(Object.values(RHYTHM_VARIABLES)).size).toBe(names.length)
    for (const variable of Object.values(RHYTHM_VARIABLES)) expect(variable).toMatch(/^KAIBO_[A-Z_]+_MS$/)
  })

  test.each(names)('%s is what its variable says, and no other changes', (name) => {
    const value = DEFAULT_RHYTHM[name] + 1
    const { rhythm, problems } = read({ [RHYTHM_VARIABLES[name]]: ` ${value} ` })
    expect({ rhythm, problems }).toEqual({ rhythm: { ...DEFAULT_RHYTHM, [name]: value }, problems: [] })
  })

  test.each(names)('%s is a whole number of milliseconds from 1 to a day, and nothing else', (name) => {
    for (const wrong of ['0', '-1', '1.5', '1e3', '0x10', '86400001', '99999999999', '10s', 'NaN', '１']) {
      const { rhythm, problems } = read({ [RHYTHM_VARIABLES[name]]: wrong })
      expect(rhythm).toEqual(DEFAULT_RHYTHM)
      expect(problems).toEqual([expect.stringContaining(`${RHYTHM_VARIABLES[name]} is not a whole number`)])
    }
  })

  test('in which every heartbeat would be stale before the next is refused, with both names', () => {
    for (const fresh of ['5000', '10000']) {
      const { problems } = read({ KAIBO_HEARTBEAT_MS: '10000', KAIBO_HEARTBEAT_FRESH_MS: fresh })
      expect(problems).toEqual([expect.stringMatching(/KAIBO_HEARTBEAT_FRESH_MS .* KAIBO_HEARTBEAT_MS/)])
    }
    expect(read({ KAIBO_HEARTBEAT_MS: '10000', KAIBO_HEARTBEAT_FRESH_MS: '10001' }).problems).toEqual([])
  })

  test.each(['KAIBO_LEASE_MS', 'KAIBO_OUTAGE_MS'])(
    'in which the sweep is no shorter than %s is refused, with both names',
    (variable) => {
      const { problems } = read({ KAIBO_SWEEP_MS: '2000', [variable]: '2000' })
      expect(problems).toEqual([expect.stringMatching(new RegExp(`${variable} .* KAIBO_SWEEP_MS`))])
      expect(read({ KAIBO_SWEEP_MS: '2000', [variable]: '2001' }).problems).toEqual([])
    },
  )
})
