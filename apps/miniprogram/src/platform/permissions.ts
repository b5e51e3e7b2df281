/** What live-pusher needs, by WeChat's scope name. */
export const mediaScopes = ['scope.camera', 'scope.record'] as const
export type MediaScope = (typeof mediaScopes)[number]

/** `unasked`: WeChat has not asked the person yet. */
export type ScopeAnswer = 'granted' | 'refused' | 'unasked'

/** The parts of WeChat's permission API that the flow needs. */
export type PermissionPlatform = {
  /** What the person answered in WeChat. */
  readScope(scope: MediaScope): Promise<ScopeAnswer>
  /** Asks the person; false when they refuse, or refused before. */
  askScope(scope: MediaScope): Promise<boolean>
  /** Whether the phone lets WeChat itself use the device. */
  isAllowedBySystem(scope: MediaScope): boolean
  /** The mini-program's permission page. WeChat opens it only from a tap. */
  openMiniprogramSettings(): Promise<void>
  /** The phone's page of permissions for WeChat. Only from a tap. */
  openSystemSettings(): Promise<void>
}

export const wechatPermissions: PermissionPlatform = {
  readScope: (scope) =>
    new Promise((resolve) => {
      wx.getSetting({
        success: ({ authSetting }) => resolve(answerOf(authSetting[scope])),
        fail: () => resolve('unasked'),
      })
    }),
  askScope: (scope) =>
    new Promise((resolve) => {
      wx.authorize({ scope, success: () => resolve(true), fail: () => resolve(false) })
    }),
  isAllowedBySystem(scope) {
    const { cameraAuthorized, microphoneAuthorized } = wx.getAppAuthorizeSetting()
    return (scope === 'scope.camera' ? cameraAuthorized : microphoneAuthorized) !== 'denied'
  },
  openMiniprogramSettings: () => new Promise((resolve) => void wx.openSetting({ complete: () => resolve() })),
  openSystemSettings: () =>
    new Promise((resolve) => void wx.openAppAuthorizeSetting({ complete: () => resolve() })),
}

const answerOf = (setting: boolean | undefined): ScopeAnswer =>
  setting === undefined ? 'unasked' : setting ? 'granted' : 'refused'
