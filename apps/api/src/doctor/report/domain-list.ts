/** The lists of the mini-program's console (服务器域名), to be pasted there. Empty where the API's address is unknown. */
export type DomainList = Record<'request' | 'socket' | 'uploadFile' | 'downloadFile', readonly string[]>

/**
 * What the mini-program calls is the API alone. Media is played by live-player and pushed by live-pusher, whose addresses
 * have no list. https for requests and wss for sockets, without a path (WeChat document: network).
 */
export function domainList(publicBaseUrl: string | undefined): DomainList {
  if (publicBaseUrl === undefined || !publicBaseUrl.startsWith('https:')) {
    return { request: [], socket: [], uploadFile: [], downloadFile: [] }
  }
  const { origin } = new URL(publicBaseUrl)
  return {
    request: [origin],
    socket: [origin.replace(/^https/, 'wss')],
    uploadFile: [origin],
    downloadFile: [origin],
  }
}
