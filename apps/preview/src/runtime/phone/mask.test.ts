import { expect, test } from 'vitest'
import { maskData, maskText } from './mask.ts'

test('a signed URL and a bearer token lose their secrets and nothing else', () => {
  expect(maskText('rtmp://host/live/s?txSecret=abc123&txTime=6B03')).toBe(
    'rtmp://host/live/s?txSecret=•••&txTime=6B03',
  )
  expect(maskText('authorization: Bearer abc.def-1 next')).toBe('authorization: Bearer ••• next')
})

test('fields that name a secret are masked at any depth', () => {
  const given = {
    error: { code: 'not_found', token: 't', list: [{ streamSecret: 's', id: 'room_1' }] },
    status: 404,
  }
  expect(maskData(given)).toEqual({
    error: { code: '•••', token: '•••', list: [{ streamSecret: '•••', id: 'room_1' }] },
    status: 404,
  })
})
