import { describe, expect, it } from 'vitest'
import type { MediaScope, PermissionPlatform, ScopeAnswer } from '../../platform/permissions.ts'
import { checkPermissions, passGate } from './permission-flow.ts'

type Phone = {
  answers?: Partial<Record<MediaScope, ScopeAnswer>>
  /** What the person answers when asked. */
  allows?: Partial<Record<MediaScope, boolean>>
  systemRefuses?: MediaScope
  /** What the person turns on in a settings page. */
  fixes?: boolean
}

function phoneWith({ answers = {}, allows = {}, systemRefuses, fixes = false }: Phone) {
  const log: string[] = []
  const given: Partial<Record<MediaScope, ScopeAnswer>> = { ...answers }
  let refusing = systemRefuses
  const platform: PermissionPlatform = {
    readScope: async (scope) => given[scope] ?? 'unasked',
    askScope: async (scope) => {
      log.push(`ask ${scope}`)
      const allowed = allows[scope] ?? true
      given[scope] = allowed ? 'granted' : 'refused'
      return allowed
    },
    isAllowedBySystem: (scope) => scope !== refusing,
    openMiniprogramSettings: async () => {
      log.push('settings')
      if (fixes) Object.assign(given, { 'scope.camera': 'granted', 'scope.record': 'granted' })
    },
    openSystemSettings: async () => {
      log.push('system settings')
      if (fixes) refusing = undefined
    },
  }
  return { platform, log }
}

const both = (answer: ScopeAnswer) => ({ 'scope.camera': answer, 'scope.record': answer })

describe('the permissions of a broadcaster', () => {
  it.each<[string, Phone, string]>([
    ['both granted', { answers: both('granted') }, 'granted'],
    ['never asked', {}, 'ask'],
    ['one granted, one never asked', { answers: { 'scope.camera': 'granted' } }, 'ask'],
    ['one refused', { answers: { 'scope.camera': 'granted', 'scope.record': 'refused' } }, 'refused'],
    [
      'granted in WeChat, refused by the phone',
      { answers: both('granted'), systemRefuses: 'scope.record' },
      'system-refused',
    ],
  ])('are looked at without asking: %s', async (_, phone, gate) => {
    const { platform, log } = phoneWith(phone)
    expect(await checkPermissions(platform)).toBe(gate)
    expect(log).toEqual([])
  })

  it('are asked for in turn: camera, then microphone', async () => {
    const { platform, log } = phoneWith({})
    expect(await passGate(platform, 'ask')).toBe('granted')
    expect(log).toEqual(['ask scope.camera', 'ask scope.record'])
  })

  it('are not asked for further after a refusal, nor again', async () => {
    const { platform, log } = phoneWith({ allows: { 'scope.camera': false } })
    expect(await passGate(platform, 'ask')).toBe('refused')
    expect(log).toEqual(['ask scope.camera'])
  })

  it('that were granted are not asked for', async () => {
    const { platform, log } = phoneWith({ answers: { 'scope.camera': 'granted' } })
    expect(await passGate(platform, 'ask')).toBe('granted')
    expect(log).toEqual(['ask scope.record'])
  })

  it.each([true, false])(
    "that were refused lead to WeChat's settings (turned on there: %s)",
    async (fixes) => {
      const { platform, log } = phoneWith({ answers: both('refused'), fixes })
      expect(await passGate(platform, 'refused')).toBe(fixes ? 'granted' : 'refused')
      expect(log).toEqual(['settings'])
    },
  )

  it("that the phone refuses lead to the phone's settings", async () => {
    const phone: Phone = { answers: both('granted'), systemRefuses: 'scope.camera', fixes: true }
    const { platform, log } = phoneWith(phone)
    expect(await passGate(platform, 'system-refused')).toBe('granted')
    expect(log).toEqual(['system settings'])
  })
})
