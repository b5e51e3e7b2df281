import type { AuthFaults } from '../../control/console-faults.ts'
import type { CloudAnswer } from '../cloud-actions.ts'

interface AuthKeySettings {
  readonly domain: string
  readonly keys: readonly string[]
  readonly faults: AuthFaults | undefined
}

/** `PushAuthKeyInfo` (tencentcloud.com/document/product/267/30771). */
export function pushAuthKeyAnswer(settings: AuthKeySettings): CloudAnswer {
  const { primary, backup, ...info } = authKeyInfo(settings)
  return { PushAuthKeyInfo: { ...info, MasterAuthKey: primary, BackupAuthKey: backup } }
}

/** `PlayAuthKeyInfo` (tencentcloud.com/document/product/267/30772): the same with other names. */
export function playAuthKeyAnswer(settings: AuthKeySettings): CloudAnswer {
  const { primary, backup, ...info } = authKeyInfo(settings)
  return { PlayAuthKeyInfo: { ...info, AuthKey: primary, AuthBackKey: backup } }
}

// This sandbox lets no URL live longer than its txTime.
const AUTH_DELTA_SECONDS = 0

function authKeyInfo({ domain, keys, faults = {} }: AuthKeySettings) {
  const [primary = '', backup = ''] = keys
  return {
    DomainName: domain,
    Enable: faults.enabled === false ? 0 : 1,
    AuthDelta: faults.deltaSeconds ?? AUTH_DELTA_SECONDS,
    primary: faults.primaryKey ?? primary,
    backup: faults.backupKey ?? backup,
  }
}
