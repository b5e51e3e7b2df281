import type { EnvVersion } from '../wechat/env-version.ts'

/**
 * What becomes of words and pictures that WeChat did not pass. `strict`: only what it passed is shown. `lenient`: what
 * it calls risky is refused; what it wants looked at, or could not judge, is shown. `off`: nothing is asked.
 */
export const contentPolicies = ['strict', 'lenient', 'off'] as const
export type ContentPolicy = (typeof contentPolicies)[number]

/** What a message about a room that goes live says, and in which field of the template. */
export const startMessageParts = ['title', 'broadcaster', 'time'] as const
export type StartMessagePart = (typeof startMessageParts)[number]

export type StartTemplate = {
  id: string
  /** The template's field of each part, such as `thing1`; a part without one is left out. */
  fields: Readonly<Partial<Record<StartMessagePart, string>>>
}

export type WechatConfig = {
  appId: string
  baseUrl: string
  /** Which version of the mini-program codes, links and messages lead to. */
  envVersion: EnvVersion
  /** The page that shows a room, without a slash in front. */
  roomPage: string
  /** The subscription message for a room that goes live; without one, none is offered. */
  startTemplate?: StartTemplate
}
