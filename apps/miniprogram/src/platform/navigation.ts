/** Every page with the parameters that it is opened with. */
export type PageParams = {
  home: Record<never, never>
  rooms: Record<never, never>
  pusher: Record<never, never>
  player: { room: string }
}
export type PageName = keyof PageParams

/** Opens a page on top of this one. WeChat keeps at most ten; then the page takes this one's place. */
export function openPage<Name extends PageName>(name: Name, params: PageParams[Name]): void {
  const url = pageUrl(name, params)
  wx.navigateTo({ url, fail: () => void wx.redirectTo({ url }) })
}

/** Opens a page in this one's place. */
export function replacePage<Name extends PageName>(name: Name, params: PageParams[Name]): void {
  wx.redirectTo({ url: pageUrl(name, params) })
}

/** Goes back, or home when this page was opened by a link and there is nothing to go back to. */
export function goBack(): void {
  if (getCurrentPages().length > 1) wx.navigateBack()
  else wx.reLaunch({ url: pageUrl('home', {}) })
}

/** Back to the room list wherever it is: below this page, or new in this page's place. */
export function backToRooms(): void {
  if (isBelow('rooms')) wx.navigateBack()
  else wx.redirectTo({ url: pageUrl('rooms', {}) })
}

/** Back home, whatever lies between. */
export function backHome(): void {
  if (isBelow('home')) wx.navigateBack()
  else wx.reLaunch({ url: pageUrl('home', {}) })
}

function isBelow(name: PageName): boolean {
  const pages = getCurrentPages()
  return pages[pages.length - 2]?.route === `pages/${name}/${name}`
}

/**
 * The room that a page was opened for: by our own link, or by a mini-program code, which carries it
 * percent-encoded in `scene`. Anything may stand there, so it is only text.
 */
export function roomInQuery({ room, scene = '' }: Record<string, string | undefined>): string {
  if (room !== undefined) return room
  try {
    return decodeURIComponent(scene)
  } catch {
    return ''
  }
}

export const pageUrl = <Name extends PageName>(name: Name, params: PageParams[Name]): string => {
  const query = Object.entries<string>(params)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')
  return `/pages/${name}/${name}${query === '' ? '' : `?${query}`}`
}

export const setTitle = (title: string): void => void wx.setNavigationBarTitle({ title })

export const stopPullDownRefresh = (): void => void wx.stopPullDownRefresh()
