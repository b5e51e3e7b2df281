/** What the provider's callback of a push says that used this URL: its stream, and its parameters as they were. */
export function pushWith(pushUrl: string): { stream_id: string; stream_param: string } {
  const { pathname, search } = new URL(pushUrl)
  return { stream_id: pathname.split('/').at(-1) ?? '', stream_param: search.slice(1) }
}
