/** The actions of Tencent's live API, version 2018-08-01, that are served here. */
export const CLOUD_ACTIONS = [
  'DescribeLiveStreamState',
  'DropLiveStream',
  'ForbidLiveStream',
  'ResumeLiveStream',
  'DescribeLiveDomains',
  'DescribeLivePushAuthKey',
  'DescribeLivePlayAuthKey',
  'DescribeLiveCallbackTemplates',
  'DescribeLiveCallbackRules',
] as const

export type CloudActionName = (typeof CLOUD_ACTIONS)[number]

/** @param text the header `X-TC-Action`, whose case counts */
export function toActionName(text: string | undefined): CloudActionName | null {
  return CLOUD_ACTIONS.find((name) => name === text) ?? null
}
