import { describe, expect, test } from 'vitest'
import { manualClock } from '../testing/manual-clock.ts'
import { KeptAnswers } from './kept-answers.ts'

function bench(most = 3) {
  const clock = manualClock(0)
  const made: string[] = []
  let fails = false
  const answers = new KeptAnswers({
    make: async (key: string) => {
      made.push(key)
      if (fails) throw new Error('no')
      return `${key}${made.length}`
    },
    ...{ most, keepMs: 1_000, keepFailureMs: 100, clock },
  })
  const fail = (value: boolean) => {
    fails = value
  }
  return { clock, made, answers, fail }
}

describe('an answer', () => {
  test('is made once for all who ask at once and while it is kept', async () => {
    const { answers, made, clock } = bench()
    expect(await Promise.all([answers.get('a'), answers.get('a'), answers.get('a')])).toEqual([
      'a1',
      'a1',
      'a1',
    ])
    clock.advance(999)
    expect(await answers.get('a')).toBe('a1')
    clock.advance(1)
    expect(await answers.get('a')).toBe('a2')
    expect(made).toEqual(['a', 'a'])
  })

  test('that failed is told for a while, then tried again', async () => {
    const { answers, made, clock, fail } = bench()
    fail(true)
    for (let index = 0; index < 3; index += 1) await expect(answers.get('a')).rejects.toThrow('no')
    expect(made).toHaveLength(1)
    fail(false)
    clock.advance(100)
    expect(await answers.get('a')).toBe('a2')
  })

  test('is forgotten when more came later than are kept', async () => {
    const { answers, made } = bench(2)
    for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await answers.get(key)
    expect(made).toEqual(['a', 'b', 'c', 'a'])
  })
})
