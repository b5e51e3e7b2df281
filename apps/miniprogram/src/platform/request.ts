export type HttpRequest = {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  /** Sent as JSON. */
  body?: object
  timeoutMs: number
}

/** Header names are in lower case. */
export type HttpResponse = { status: number; headers: Record<string, string>; body: unknown }

/** No answer came: no network, no server, a timeout, or a domain that WeChat does not allow. */
export class RequestFailed extends Error {
  readonly timedOut: boolean

  constructor(reason: string) {
    super(reason)
    this.name = 'RequestFailed'
    this.timedOut = /timeout|timed out/i.test(reason)
  }
}

export type SendRequest = (request: HttpRequest) => Promise<HttpResponse>

/** One HTTP call. Any status is an answer. @throws RequestFailed when there is none */
export const sendRequest: SendRequest = ({ method, url, headers, body, timeoutMs }) =>
  new Promise((resolve, reject) => {
    wx.request({
      method,
      url,
      header: { 'content-type': 'application/json', ...headers },
      timeout: timeoutMs,
      ...(body === undefined ? {} : { data: body }),
      success: ({ statusCode, header, data }) =>
        resolve({ status: statusCode, headers: lowerCaseNames(header), body: data }),
      fail: ({ errMsg }) => reject(new RequestFailed(errMsg)),
    })
  })

/** Which case a header arrives in differs between iOS, Android and DevTools. */
const lowerCaseNames = (header: object | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(header ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]))
