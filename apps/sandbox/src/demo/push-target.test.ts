import { describe, expect, it } from 'vitest'
import { pushTarget } from './push-target.ts'

describe('pushTarget', () => {
  it('publishes the stream with its signature and keeps both out of tcUrl', () => {
    expect(pushTarget('rtmp://127.0.0.1:1935/live/k1_s?txSecret=abc&txTime=6923F000')).toEqual({
      tcUrl: 'rtmp://127.0.0.1:1935/live',
      publishName: 'k1_s?txSecret=abc&txTime=6923F000',
    })
  })

  it('takes the default port for granted', () => {
    expect(pushTarget('rtmp://push.example.com/live/a').tcUrl).toBe('rtmp://push.example.com/live')
  })

  it.each(['', 'nonsense', 'rtmp://host/live', 'rtmp://host/live/', 'https://host/live/a'])(
    'refuses %j without repeating it',
    (url) => {
      expect(() => pushTarget(url)).toThrow('the push URL is not an rtmp URL')
    },
  )
})
