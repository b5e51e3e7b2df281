import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ROOM_ID } from '../player/testing/answers.ts'
import { act, anyAction, anyEnding, lived } from './testing/pusher-life.ts'
import type { PusherWorld } from './testing/pusher-world.ts'

/** Everything turns out well from here: whether the push gets there by itself. */
function comesLive(world: PusherWorld, confirms: 'component' | 'server'): boolean {
  for (let step = 0; step < 60; step += 1) {
    const { view } = world.state
    if (world.component === 'alive' && view.kind === 'live') return true
    const [request] = world.requests
    if (request?.type === 'fetch-push-url') {
      world.answerUrl(request)
      if (confirms === 'component' && world.component === 'alive') world.code(1002)
    } else if (request) {
      world.answerRoom(world.component === 'alive' ? 'live' : 'interrupted', request, 1e9)
    } else if (world.waits.length > 0) {
      world.fire()
    } else return false
  }
  return false
}

const DEVICE = /^(camera|microphone)-/

describe('whatever happens to a broadcaster, in whatever order', () => {
  test.each(['component', 'server'] as const)(
    'no promise breaks, and once all is well the push comes back without a person, confirmed by the %s',
    (confirms) => {
      fc.assert(
        fc.property(fc.nat(), fc.array(anyAction, { maxLength: 60 }), (seed, actions) => {
          const world = lived(seed, actions)
          world.send({ type: 'shown' })
          world.send({ type: 'network-changed', connected: true })
          if (world.state.wish === 'none') {
            world.send({ type: 'go-live-requested', roomId: ROOM_ID })
          } else if (world.state.view.kind === 'busy-elsewhere') {
            world.send({ type: 'take-over-chosen' })
          } else if (world.state.view.kind === 'failed' || DEVICE.test(world.state.view.kind)) {
            world.send({ type: 'retry-chosen' })
          }
          expect(comesLive(world, confirms)).toBe(true)
        }),
        { numRuns: 3000 },
      )
    },
  )

  test('a room that the person ends stops at once, is never pushed to again, and ends as soon as the server can', () => {
    const anyAfter = fc.array(
      fc.oneof({ weight: 20, arbitrary: anyAction }, { weight: 1, arbitrary: anyEnding }),
    )
    fc.assert(
      fc.property(fc.nat(), fc.array(anyAction), anyAfter, (seed, before, after) => {
        const world = lived(seed, before)
        if (world.state.wish === 'none') return
        world.send({ type: 'end-requested' })
        expect(world.component).toBe('stopped')
        const starts = world.started.length
        for (const action of after) if (action.do !== 'go-live') act(world, action, 1e9)
        expect(world.started.length).toBe(starts)

        world.send({ type: 'shown' })
        world.send({ type: 'network-changed', connected: true })
        if (world.state.view.kind === 'failed') world.send({ type: 'retry-chosen' })
        for (let step = 0; step < 10 && world.state.wish === 'end'; step += 1) {
          const [request] = world.requests
          if (request) world.answerRoom('ended', request, 1e9)
          else world.fire()
        }
        expect(world.state.wish).toBe('none')
      }),
      { numRuns: 1000 },
    )
  })
})
