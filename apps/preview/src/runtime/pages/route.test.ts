import { expect, test } from 'vitest'
import { resolveUrl } from './route.ts'

test('an address is resolved from the page that is open, and its values stay as they were written', () => {
  expect(resolveUrl('/pages/room/index?id=1&name=%E5%BC%80', 'pages/home/home')).toEqual({
    route: 'pages/room/index',
    query: { id: '1', name: '%E5%BC%80' },
  })
  expect(resolveUrl('../room/index?a=b=c&d', 'pages/home/home')).toEqual({
    route: 'pages/room/index',
    query: { a: 'b=c', d: '' },
  })
})
