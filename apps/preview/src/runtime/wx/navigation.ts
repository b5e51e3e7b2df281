import { NavigationError } from '../pages/page-stack.ts'
import { asyncApi, type Options, type Result, WxFail } from './async-api.ts'
import type { WxContext } from './context.ts'

export function navigationApis({ stack }: Pick<WxContext, 'stack'>) {
  const navigate = (name: string, run: (options: Options) => Result | undefined) =>
    asyncApi(name, (options) => {
      try {
        return run(options)
      } catch (error) {
        if (error instanceof NavigationError) throw new WxFail(error.message)
        throw error
      }
    })
  return {
    navigateTo: navigate('navigateTo', ({ url, events }) => ({
      eventChannel: stack.navigateTo(String(url), (events ?? {}) as Record<string, () => void>),
    })),
    redirectTo: navigate('redirectTo', ({ url }) => void stack.redirectTo(String(url))),
    reLaunch: navigate('reLaunch', ({ url }) => void stack.reLaunch(String(url))),
    navigateBack: navigate('navigateBack', ({ delta }) => void stack.navigateBack(Number(delta ?? 1))),
    switchTab: navigate('switchTab', () => {
      throw new NavigationError('can not switch to no-tabBar page')
    }),
    startPullDownRefresh: asyncApi('startPullDownRefresh', () => void stack.top?.pullDown?.start()),
    stopPullDownRefresh: asyncApi('stopPullDownRefresh', () => void stack.top?.pullDown?.stop()),
    setNavigationBarTitle: asyncApi('setNavigationBarTitle', ({ title }) => {
      stack.top?.screen.setTitle(String(title))
      return undefined
    }),
    setNavigationBarColor: asyncApi('setNavigationBarColor', ({ backgroundColor, frontColor }) => {
      stack.top?.screen.setColors(String(backgroundColor), String(frontColor))
      return undefined
    }),
    showNavigationBarLoading: asyncApi(
      'showNavigationBarLoading',
      () => void stack.top?.screen.setBusy(true),
    ),
    hideNavigationBarLoading: asyncApi(
      'hideNavigationBarLoading',
      () => void stack.top?.screen.setBusy(false),
    ),
    hideHomeButton: asyncApi('hideHomeButton', () => {
      stack.top?.screen.element.classList.add('phone-is-home')
      return undefined
    }),
    pageScrollTo: asyncApi('pageScrollTo', ({ scrollTop, selector, duration }) => {
      const content = stack.top?.screen.content
      const target = typeof selector === 'string' ? content?.querySelector(selector) : undefined
      const behavior = duration === 0 ? 'instant' : 'smooth'
      if (target) target.scrollIntoView({ behavior })
      else content?.scrollTo({ top: Number(scrollTop ?? 0), behavior })
      return undefined
    }),
  }
}
