/** Where RTMP wants the parts of a push URL. */
export type PushTarget = {
  /** What `connect` names: scheme, host and application, without stream and signature. */
  tcUrl: string
  /** What `publish` names: the stream with its signature, which is the query string. */
  publishName: string
}

/**
 * Takes a push URL such as `rtmp://host/live/NAME?txSecret=…&txTime=…` apart.
 * @throws when it is not one; the message does not repeat the URL.
 */
export const pushTarget = (url: string): PushTarget => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const [, app, ...name] = parsed?.pathname.split('/') ?? []
  if (parsed?.protocol !== 'rtmp:' || !app || name.join('/') === '') {
    throw new Error('the push URL is not an rtmp URL with an application and a stream name')
  }
  return { tcUrl: `rtmp://${parsed.host}/${app}`, publishName: `${name.join('/')}${parsed.search}` }
}
