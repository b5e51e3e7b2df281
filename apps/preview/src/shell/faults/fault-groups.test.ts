import { describe, expect, test } from 'vitest'
import { faultsSchema } from '../../../../sandbox/src/control/faults.ts'
import { FAULT_GROUPS } from './fault-groups.ts'
import type { Faults } from './sandbox-types.ts'

const faults = FAULT_GROUPS.flatMap((group) => group.faults)

describe.each(faults.map((fault) => [fault.id, fault] as const))('%s', (_, fault) => {
  test('is off at first, and on and off again leaves nothing behind', () => {
    expect(fault.isOn({})).toBe(false)
    const on = fault.set({}, true)
    expect(fault.isOn(on)).toBe(true)
    expect(fault.set(on, false)).toEqual({})
  })

  test('is one that the sandbox takes', () => {
    expect(faultsSchema.parse(fault.set({}, true))).toEqual(fault.set({}, true))
  })

  test('leaves all others as they are, except those that it contradicts', () => {
    for (const other of faults) {
      const both = fault.set(other.set({}, true), true)
      expect(fault.isOn(both)).toBe(true)
      expect(() => faultsSchema.parse(both)).not.toThrow()
      const keeps = other === fault || other.isOn(both) || contradicts(fault.id, other.id)
      expect(keeps, `${fault.id} over ${other.id}`).toBe(true)
      if (other !== fault && other.isOn(both)) expect(other.isOn(fault.set(both, false)), other.id).toBe(true)
    }
  })

  test('says in both languages what it is and does', () => {
    for (const { zh, en } of [fault.name, fault.what]) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/)
      expect(en).toMatch(/^[\x20-\x7e]+$/)
    }
  })
})

const PAIRS = ['failing hanging', 'lie-active lie-inactive', 'clock-ahead clock-behind']
const contradicts = (a: string, b: string) => PAIRS.includes(`${a} ${b}`) || PAIRS.includes(`${b} ${a}`)

test('a fault of one callback counts down to nothing, and is then off', () => {
  const [lose] = faults.filter(({ id }) => id === 'lose-end')
  const lost: Faults = { callbacks: { dropNext: { end: 0 }, reorder: true } }
  expect(lose?.isOn(lost)).toBe(false)
  expect(lose?.set(lost, false)).toEqual({ callbacks: { reorder: true } })
})

test('no two faults share a name', () => {
  expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length)
  expect(new Set(faults.map(({ name }) => name.zh)).size).toBe(faults.length)
})
