import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_SCENE_LENGTH, roomOfScene, sceneOfRoom } from './room-scene.ts'

const digit = fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz')
const anyRoom = fc.string({ unit: digit, minLength: 20, maxLength: 20 }).map((digits) => `room_${digits}`)

test('any room fits into a scene of WeChat’s characters and comes out again, escaped or not', () => {
  fc.assert(
    fc.property(anyRoom, (id) => {
      const scene = sceneOfRoom(id)
      expect(scene.length).toBeLessThanOrEqual(MAX_SCENE_LENGTH)
      expect(scene).toMatch(/^[0-9A-Za-z!#$&'()*+,/:;=?@._~-]+$/)
      expect(roomOfScene(scene)).toBe(id)
      expect(roomOfScene(encodeURIComponent(scene))).toBe(id)
      expect(roomOfScene(scene.replace('_', '%5F'))).toBe(id)
    }),
  )
})

test.each(['', '%', '%ff', 'room_1', `room_${'0'.repeat(21)}`, `roomId=room_${'0'.repeat(20)}`, '../admin'])(
  'what is no room is none: %j',
  (scene) => {
    expect(roomOfScene(scene)).toBeUndefined()
  },
)
