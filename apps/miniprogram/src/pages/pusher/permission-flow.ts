import { type MediaScope, mediaScopes, type PermissionPlatform } from '../../platform/permissions.ts'

/**
 * What stands between a person and the camera: nothing; a question that WeChat still has to ask; a refusal in
 * WeChat (only its settings page helps); a refusal in the phone's own settings.
 */
export type PermissionGate = 'granted' | 'ask' | 'refused' | 'system-refused'

/** `checking`: the page has just opened and does not know yet. */
export type Gate = PermissionGate | 'checking'

/** Looks without asking. The phone's refusal comes first: WeChat's answers mean nothing below it. */
export async function checkPermissions(platform: PermissionPlatform): Promise<PermissionGate> {
  if (mediaScopes.some((scope) => !platform.isAllowedBySystem(scope))) return 'system-refused'
  const answers = await Promise.all(mediaScopes.map((scope) => platform.readScope(scope)))
  if (answers.includes('refused')) return 'refused'
  return answers.includes('unasked') ? 'ask' : 'granted'
}

/**
 * Does what helps at this gate; call it from a tap, or WeChat opens nothing. Camera first, then microphone: a
 * person who refuses the one is not asked for the other.
 */
export async function passGate(platform: PermissionPlatform, gate: PermissionGate): Promise<PermissionGate> {
  if (gate === 'ask') await askInTurn(platform, mediaScopes)
  if (gate === 'refused') await platform.openMiniprogramSettings()
  if (gate === 'system-refused') await platform.openSystemSettings()
  return checkPermissions(platform)
}

async function askInTurn(platform: PermissionPlatform, scopes: readonly MediaScope[]): Promise<void> {
  for (const scope of scopes) {
    const answer = await platform.readScope(scope)
    if (answer === 'unasked' && !(await platform.askScope(scope))) return
  }
}
