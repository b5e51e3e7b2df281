import type { Turn } from '../controller/turn.ts'
import type { PusherEffect } from './pusher-effect.ts'
import type { PusherState } from './pusher-state.ts'
import type { PusherView } from './pusher-view.ts'

export interface PusherOptions {
  /** Returns a number in [0, 1), as `Math.random` does. */
  readonly random: () => number
}

export type PusherTurn = Turn<PusherState, PusherEffect, PusherOptions>

/** The component is at work, confirmed or not. */
export const isStarted = ({ media }: PusherState): boolean => media === 'unconfirmed' || media === 'pushing'

/** What is shown while the push is on its way, or on its way back. */
export function workingView({ connected, everLive, media }: PusherState): PusherView {
  if (!connected) return { kind: 'offline' }
  if (everLive) return { kind: 'reconnecting' }
  return { kind: media === 'idle' ? 'preparing' : 'connecting' }
}

/** Views that wait for the person: nothing goes on by itself. */
export function needsPerson({ kind }: PusherView): boolean {
  return kind === 'failed' || kind === 'busy-elsewhere' || isDeviceView(kind)
}

export const isDeviceView = (kind: PusherView['kind']): boolean =>
  kind === 'camera-denied' ||
  kind === 'microphone-denied' ||
  kind === 'camera-unavailable' ||
  kind === 'microphone-unavailable'
