import { METRICS } from '../pages/screen.ts'
import { asyncApi } from './async-api.ts'
import type { WxContext } from './context.ts'

const SDK_VERSION = '3.8.12'
const WECHAT_VERSION = '8.0.60'

export function systemApis({
  bundle,
  stack,
  phone,
  launch,
}: Pick<WxContext, 'bundle' | 'stack' | 'phone' | 'launch'>) {
  const { width, height, statusBar, homeIndicator, capsule } = METRICS
  const theme = () => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  const getWindowInfo = () => {
    const windowHeight = stack.top?.screen.windowHeight ?? height - statusBar - METRICS.navigationBar
    const screenTop = height - windowHeight
    const bottom = height - homeIndicator
    return {
      pixelRatio: 3,
      screenWidth: width,
      screenHeight: height,
      windowWidth: width,
      windowHeight,
      statusBarHeight: statusBar,
      safeArea: { left: 0, right: width, top: statusBar, bottom, width, height: bottom - statusBar },
      screenTop,
    }
  }
  const getDeviceInfo = () => ({
    abi: '',
    benchmarkLevel: -1,
    brand: 'Kaibo',
    model: 'Preview',
    system: 'iOS 17.0',
    platform: 'ios',
    cpuType: '',
    memorySize: '4096',
  })
  const getAppBaseInfo = () => ({
    SDKVersion: SDK_VERSION,
    version: WECHAT_VERSION,
    language: 'zh_CN',
    enableDebug: false,
    host: { appId: '', env: 'WeChat' },
    fontSizeSetting: 16,
    fontSizeScaleFactor: 1,
    ...(bundle.app.darkmode === true ? { theme: theme() } : {}),
  })
  const getSystemInfoSync = () => ({
    ...getWindowInfo(),
    ...getDeviceInfo(),
    ...getAppBaseInfo(),
    wifiEnabled: phone.online,
    albumAuthorized: true,
    cameraAuthorized: phone.system.camera,
    microphoneAuthorized: phone.system.microphone,
  })
  return {
    getWindowInfo,
    getDeviceInfo,
    getAppBaseInfo,
    getSystemInfoSync,
    getSystemInfo: asyncApi('getSystemInfo', getSystemInfoSync),
    getSystemInfoAsync: asyncApi('getSystemInfoAsync', getSystemInfoSync),
    getMenuButtonBoundingClientRect: () => ({
      ...capsule,
      right: capsule.left + capsule.width,
      bottom: capsule.top + capsule.height,
    }),
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'wx0000000000000000', envVersion: 'develop', version: '' },
    }),
    getLaunchOptionsSync: () => launch,
    getEnterOptionsSync: () => launch,
    setKeepScreenOn: asyncApi('setKeepScreenOn', ({ keepScreenOn }) => {
      document.documentElement.toggleAttribute('data-screen-on', keepScreenOn === true)
      return undefined
    }),
    vibrateShort: asyncApi('vibrateShort', () => undefined),
    vibrateLong: asyncApi('vibrateLong', () => undefined),
    hideKeyboard: asyncApi('hideKeyboard', () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      return undefined
    }),
    getUpdateManager: () => ({
      onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) => {
        setTimeout(() => listener({ hasUpdate: false }))
      },
      onUpdateReady: () => {},
      onUpdateFailed: () => {},
      applyUpdate: () => {},
    }),
    nextTick: (callback: () => void) => void setTimeout(callback),
  }
}
