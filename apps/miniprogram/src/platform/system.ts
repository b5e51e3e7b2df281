export type Language = 'zh' | 'en'

/** Chinese unless the phone speaks another language. */
export function systemLanguage(): Language {
  const { language } = wx.getAppBaseInfo()
  return language === undefined || language.startsWith('zh') ? 'zh' : 'en'
}

/** The strip beside WeChat's own capsule button, in px, for pages that draw their own navigation bar. */
export type NavigationBarBox = { topPx: number; heightPx: number; rightPx: number }

export function navigationBarBox(): NavigationBarBox {
  const { windowWidth } = wx.getWindowInfo()
  const capsule = wx.getMenuButtonBoundingClientRect()
  // Some clients answer zeros until the first page is shown.
  if (!(capsule.height > 0)) return { topPx: 24, heightPx: 32, rightPx: 100 }
  return {
    topPx: capsule.top,
    heightPx: capsule.height,
    rightPx: Math.max(0, windowWidth - capsule.left),
  }
}
