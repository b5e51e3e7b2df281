import { SOME_STREAM } from '../../../testing/signed-callback.ts'

/** A hook as SRS 6 words it; `fields` replaces some, and `undefined` takes one out. */
export function hook(action: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    server_id: 'vid-0e3y8g4',
    service_id: '53b29f12',
    action,
    client_id: 'k2x8a0c1',
    ip: '198.51.100.7',
    vhost: '__defaultVhost__',
    app: 'live',
    tcUrl: 'rtmp://media.example.test/live',
    stream: SOME_STREAM,
    param: '',
    stream_url: `/live/${SOME_STREAM}`,
    stream_id: 'vid-1y7z3k9',
    ...fields,
  }
}

/** The query of a URL as SRS hands it on: with its question mark. */
export const paramOf = (url: string): string => new URL(url).search
