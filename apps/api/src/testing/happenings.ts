import type { PushUrlReason } from '@kaibo/live-core'
import fc from 'fast-check'

/** What can happen around one room. Numbers choose among what there is by then. */
export type Happening =
  | { type: 'ask'; device: Device; reason: PushUrlReason; takeOver: boolean }
  /** A device pushes with one of the addresses that were ever issued; the provider may fail to tell. */
  | { type: 'begin'; address: number; isTold: boolean }
  | { type: 'stop'; push: number; isTold: boolean }
  /** The provider tells what it had not told, or tells again. */
  | { type: 'tell'; word: number }
  | { type: 'forge'; begins: boolean; word: number; isKnown: boolean; isStale: boolean }
  | { type: 'beat'; device: Device; pushing: boolean }
  | { type: 'queries'; fail: boolean }
  /** From now on drops and forbids time out, and are carried out later, in any order, as they land; or never. */
  | { type: 'commands'; are: 'done' | 'late' | 'lost' }
  | { type: 'land'; place: number }
  | { type: 'wait'; seconds: number }
  | { type: 'end' }

type Device = 'phone-01' | 'tablet-2'

const device = fc.constantFrom<Device>('phone-01', 'tablet-2')
const number = fc.nat(7)

const happenings: Record<Happening['type'], fc.Arbitrary<Happening>> = {
  ask: fc.record({
    type: fc.constant('ask'),
    device,
    reason: fc.constantFrom('start', 'reconnect', 'reconnect', 'refresh'),
    takeOver: fc.boolean(),
  }),
  begin: fc.record({ type: fc.constant('begin'), address: number, isTold: fc.boolean() }),
  stop: fc.record({ type: fc.constant('stop'), push: number, isTold: fc.boolean() }),
  tell: fc.record({ type: fc.constant('tell'), word: number }),
  forge: fc.record({
    type: fc.constant('forge'),
    begins: fc.boolean(),
    word: number,
    isKnown: fc.boolean(),
    isStale: fc.boolean(),
  }),
  beat: fc.record({ type: fc.constant('beat'), device, pushing: fc.boolean() }),
  queries: fc.record({ type: fc.constant('queries'), fail: fc.boolean() }),
  commands: fc.record({ type: fc.constant('commands'), are: fc.constantFrom('done', 'late', 'lost') }),
  land: fc.record({ type: fc.constant('land'), place: number }),
  wait: fc.record({ type: fc.constant('wait'), seconds: fc.constantFrom(1, 3, 20, 45, 65, 150) }),
  end: fc.constant({ type: 'end' }),
}

/** What happens around a room, one after another: each kind as often as its weight says. */
export function lives(
  weights: Partial<Record<Happening['type'], number>>,
  maxLength: number,
): fc.Arbitrary<Happening[]> {
  const kinds = (Object.keys(happenings) as Happening['type'][]).map((type) => ({
    arbitrary: happenings[type],
    weight: weights[type] ?? 0,
  }))
  return fc.array(fc.oneof(...kinds), { minLength: 1, maxLength, size: 'max' })
}
