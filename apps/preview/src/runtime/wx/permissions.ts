import { SCOPES, type Scope } from '../phone/phone.ts'
import { showScopeSettings, showSystemSettings } from '../ui/settings.ts'
import { asyncApi, type Options, WxFail } from './async-api.ts'
import type { WxContext } from './context.ts'

/** How long after a tap WeChat still takes a call for the user's own. */
const TAP_GRACE_MS = 3000

const authSetting = (scopes: Readonly<Partial<Record<Scope, boolean>>>) => ({ authSetting: { ...scopes } })

export function permissionApis({
  phone,
  layer,
  appName,
  lastTapAt,
}: Pick<WxContext, 'phone' | 'layer' | 'appName' | 'lastTapAt'>) {
  const word = (allowed: boolean) => (allowed ? 'authorized' : 'denied')
  return {
    getSetting: asyncApi('getSetting', () => authSetting(phone.scopes)),
    authorize: asyncApi('authorize', async (options) => {
      const scope = scopeOf(options)
      if (!(await phone.requestScope(scope))) throw new WxFail('auth deny', { errno: 103, errCode: -12_006 })
      return undefined
    }),
    openSetting: asyncApi('openSetting', async () => {
      if (performance.now() - lastTapAt() > TAP_GRACE_MS) {
        throw new WxFail('can only be invoked by user TAP gesture.')
      }
      await showScopeSettings(layer, phone, appName)
      return authSetting(phone.scopes)
    }),
    getAppAuthorizeSetting: () => ({
      cameraAuthorized: word(phone.system.camera),
      microphoneAuthorized: word(phone.system.microphone),
      albumAuthorized: 'authorized',
      bluetoothAuthorized: 'not determined',
      locationAuthorized: 'not determined',
      locationReducedAccuracy: false,
      notificationAuthorized: 'authorized',
      notificationAlertAuthorized: 'authorized',
      notificationBadgeAuthorized: 'authorized',
      notificationSoundAuthorized: 'authorized',
      phoneCalendarAuthorized: 'not determined',
    }),
    getSystemSetting: () => ({
      bluetoothEnabled: false,
      locationEnabled: true,
      wifiEnabled: phone.online,
      deviceOrientation: 'portrait',
    }),
    openAppAuthorizeSetting: asyncApi('openAppAuthorizeSetting', () => {
      // The phone's settings are another app: WeChat is in the background meanwhile.
      phone.setForeground(false)
      showSystemSettings(layer, phone).then(() => phone.setForeground(true))
      return undefined
    }),
    getPrivacySetting: asyncApi('getPrivacySetting', () => ({
      needAuthorization: false,
      privacyContractName: `《${appName}用户隐私保护指引》`,
    })),
    requirePrivacyAuthorize: asyncApi('requirePrivacyAuthorize', () => undefined),
    onNeedPrivacyAuthorization: () => {},
    openPrivacyContract: asyncApi('openPrivacyContract', () => undefined),
  }
}

function scopeOf({ scope }: Options): Scope {
  if (typeof scope === 'string' && Object.hasOwn(SCOPES, scope)) return scope as Scope
  throw new WxFail(`invalid scope "${String(scope)}"`)
}
