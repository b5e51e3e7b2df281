/** Where the API takes Tencent's callbacks, before the unguessable word. */
export const CALLBACK_PATH = '/v1/callbacks/tencent-css/'

type Ours = { publicBaseUrl: string | undefined; callbackPath: string }

/** Our callback URL. It is a secret: whoever knows it may post to it. */
export const callbackUrl = (publicBaseUrl: string, callbackPath: string): string =>
  `${publicBaseUrl}${CALLBACK_PATH}${callbackPath}`

/** Whether Tencent posts to us. Where nobody has said what our public address is, the path alone has to do. */
export function sameCallbackUrl(url: string, { publicBaseUrl, callbackPath }: Ours): boolean {
  const given = url.trim()
  if (publicBaseUrl !== undefined) return given === callbackUrl(publicBaseUrl, callbackPath)
  return URL.canParse(given) && new URL(given).pathname === `${CALLBACK_PATH}${callbackPath}`
}
