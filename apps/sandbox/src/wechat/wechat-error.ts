/** A call of WeChat's server API that is answered with an errcode: HTTP 200 all the same. */
export class WechatError extends Error {
  override readonly name = 'WechatError'
  readonly errcode: number

  /** @param errmsg in the words of WeChat's global table of return codes */
  constructor(errcode: number, errmsg: string) {
    super(errmsg)
    this.errcode = errcode
  }
}
