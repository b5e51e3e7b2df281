/** Where a stream lives at the provider: Tencent names the domain `app` in callbacks and `DomainName` in calls. */
export type PushTarget = { pushDomain: string; appName: string }

/** @param pushRtmpBaseUrl `rtmp://domain/AppName` */
export function pushTarget(pushRtmpBaseUrl: string): PushTarget {
  const { hostname, pathname } = new URL(pushRtmpBaseUrl)
  // URL lower-cases the host of http alone.
  return { pushDomain: hostname.toLowerCase(), appName: pathname.slice(1) }
}
