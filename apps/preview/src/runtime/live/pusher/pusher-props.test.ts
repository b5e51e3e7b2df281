import { expect, test } from 'vitest'
import { cssFilter, mirrorsPreview, PUSHER_PROPS, pictureSize } from './pusher-props.ts'

test('the picture is upright 360 × 640 unless the page says otherwise', () => {
  expect(pictureSize(PUSHER_PROPS)).toEqual({ width: 360, height: 640 })
  expect(pictureSize({ ...PUSHER_PROPS, aspect: '3:4' })).toEqual({ width: 360, height: 480 })
  expect(pictureSize({ ...PUSHER_PROPS, mode: 'HD' })).toEqual({ width: 540, height: 960 })
  expect(pictureSize({ ...PUSHER_PROPS, orientation: 'horizontal' })).toEqual({ width: 640, height: 360 })
  expect(pictureSize({ ...PUSHER_PROPS, videoWidth: 271, videoHeight: 481 })).toEqual({
    width: 272,
    height: 482,
  })
})

test('only the front camera mirrors by itself', () => {
  expect(mirrorsPreview('auto', 'front')).toBe(true)
  expect(mirrorsPreview('auto', 'back')).toBe(false)
  expect(mirrorsPreview('enable', 'back')).toBe(true)
  expect(mirrorsPreview('disable', 'front')).toBe(false)
})

test('no beauty, no filter', () => {
  expect(cssFilter({ beauty: 0, whiteness: 0 })).toBe('none')
  expect(cssFilter({ beauty: 5, whiteness: 3 })).toContain('brightness(1.09)')
})
