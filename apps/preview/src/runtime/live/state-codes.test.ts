import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StateCodes } from './state-codes.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function recorded() {
  const seen: unknown[] = []
  const codes = new StateCodes((event, detail) => seen.push([event, detail]), { 2001: 'Connected' })
  return { codes, seen }
}

test('codes arrive later, in order, with their text', () => {
  const { codes, seen } = recorded()
  codes.raise(2001)
  codes.event('netstatus', { info: {} })
  expect(seen).toEqual([])
  vi.runAllTimers()
  expect(seen).toEqual([
    ['statechange', { code: 2001, message: 'Connected' }],
    ['netstatus', { info: {} }],
  ])
})

test('nothing arrives once silenced, not even what was raised before', () => {
  const { codes, seen } = recorded()
  codes.raise(2001)
  codes.silence()
  vi.runAllTimers()
  expect(seen).toEqual([])
})
