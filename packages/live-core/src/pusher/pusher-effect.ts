import type { PushUrlReason } from '../push-url/push-url.ts'

/**
 * What the page carries out, in this order, waiting for `stop` to finish before it goes on. Every request is answered
 * by exactly one event with its `requestId`; every timer, unless cancelled, by `timer-fired` with its `id`. Late
 * answers and timers may come all the same: the machine knows them by their number.
 */
export type PusherEffect =
  /** `takeOver`: the person chose to cut another device of theirs. */
  | {
      type: 'fetch-push-url'
      requestId: number
      roomId: string
      reason: PushUrlReason
      takeOver: boolean
    }
  | { type: 'fetch-room'; requestId: number; roomId: string }
  /** Says that this device is there. `pushing`: the component was started, and was not stopped nor gave up. */
  | { type: 'send-heartbeat'; requestId: number; roomId: string; pushing: boolean }
  /** Ends the room for good; answered by `room-answered`. */
  | { type: 'end-room'; requestId: number; roomId: string }
  /** Set `url`, then call `start()` of the context. `safeSettings`: with the plainest picture and sound. */
  | { type: 'start'; url: string; safeSettings: boolean }
  | { type: 'stop' }
  | { type: 'start-timer'; id: number; delayMs: number }
  | { type: 'cancel-timer'; id: number }
  /** A code that is unknown or only worth a note. `name` is null for an unknown one. */
  | { type: 'log-code'; code: unknown; name: string | null }
