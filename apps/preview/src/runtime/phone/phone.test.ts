import { beforeEach, expect, test, vi } from 'vitest'
import { Phone } from './phone.ts'

/** The few methods of the browser's storage that a phone uses. */
function storage(): Storage {
  const values = new Map<string, string>()
  const face = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem(key: string, value: string) {
      values.set(key, value)
      // Keys of a real storage are its properties.
      Object.assign(face, { [key]: value })
    },
    removeItem: (key: string) => void values.delete(key),
  }
  return face as unknown as Storage
}

const phone = (user: string, device?: string) =>
  new Phone({ user, device, rewriteStream: (url) => url, ask: async () => true })

beforeEach(() => void vi.stubGlobal('localStorage', storage()))

test('two phones of one user share nothing, and a phone finds its own things again', () => {
  phone('anchor').write('storage:device', 'one')
  expect(phone('anchor', '2').read('storage:device')).toBeUndefined()
  phone('anchor', '2').write('storage:device', 'two')
  expect(phone('anchor').read('storage:device')).toBe('one')
  expect(phone('anchor', '2').read('storage:device')).toBe('two')
  expect(phone('anchor').names()).toEqual(['storage:device'])
  expect(phone('anchor', '2').user, 'for WeChat both are one person').toBe('anchor')
})
