import * as z from 'zod/mini'
import { readAnswer } from './read-answer.ts'
import type { WechatApi } from './wechat-api.ts'

/** Where a text stands, as WeChat numbers it: in a profile, a comment, a forum, a social log. */
export const textScenes = { profile: 1, comment: 2, forum: 3, log: 4 } as const
export type TextScene = keyof typeof textScenes

export type TextToCheck = { text: string; openid: string; scene: TextScene }

/** WeChat's own verdict. Whatever else comes is no verdict. */
const suggestions = ['pass', 'review', 'risky'] as const
export type Suggestion = (typeof suggestions)[number]
export const suggestion = z.enum(suggestions)

/** At most so many characters are checked; a longer text would be an error. */
export const MAX_CHECKED_CHARACTERS = 2_500

/** `errcode: 0` says only that the question was understood: the verdict is `result.suggest`, and has to be there. */
const verdict = z.object({ errcode: z.literal(0), result: z.object({ suggest: suggestion }) })

/**
 * Asks WeChat about a text of a person who used the mini-program in the last two hours (msgSecCheck, version 2).
 * Rejects with `OutsideError`; 61010 says that the person was away for longer.
 */
export async function checkText(api: WechatApi, { text, openid, scene }: TextToCheck): Promise<Suggestion> {
  const { result } = await api.call({
    path: '/wxa/msg_sec_check',
    body: { content: text, version: 2, scene: textScenes[scene], openid },
    repeat: 'if-unknown',
    read: (answer) => readAnswer(api.service, answer, verdict),
  })
  return result.suggest
}
