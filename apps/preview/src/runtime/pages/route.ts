export interface Target {
  readonly route: string
  readonly query: Readonly<Record<string, string>>
}

/**
 * Resolves a page's address (`/pages/room/index?roomId=1`, `../room/index`) from the page that is open.
 * Values arrive as they were written: a phone does not decode them for `onLoad` either.
 */
export function resolveUrl(url: string, from: string): Target {
  const [path = '', search = ''] = url.split('?', 2)
  const absolute = path.startsWith('/') ? path : `/${from.split('/').slice(0, -1).join('/')}/${path}`
  const parts: string[] = []
  for (const part of absolute.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return { route: parts.join('/').replace(/\.html$/, ''), query: parseQuery(search) }
}

export function parseQuery(search: string): Record<string, string> {
  const pairs = search
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=')
      return [name, rest.join('=')]
    })
  return Object.fromEntries(pairs)
}
