import type { AppBundle } from '../app-bundle.ts'
import type { LiveRegistry } from '../live-contexts.ts'
import type { PageStack } from '../pages/page-stack.ts'
import type { Phone } from '../phone/phone.ts'
import type { PhoneLog } from '../phone/phone-log.ts'
import type { Layer } from '../ui/layer.ts'
import type { Toasts } from '../ui/toast.ts'

/** How the mini-program was started, as `getLaunchOptionsSync` tells it. */
export interface LaunchOptions {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly scene: number
  readonly referrerInfo: Readonly<Record<string, never>>
  readonly apiCategory: 'default'
}

/** What the implementations of `wx` need; each takes the few of these that it uses. */
export interface WxContext {
  readonly bundle: AppBundle
  readonly phone: Phone
  readonly log: PhoneLog
  readonly stack: PageStack
  readonly layer: Layer
  readonly toasts: Toasts
  readonly live: LiveRegistry
  readonly launch: LaunchOptions
  readonly appName: string
  /** When the user last touched the screen: some APIs only work right after. Milliseconds of `performance.now()`. */
  lastTapAt(): number
}
