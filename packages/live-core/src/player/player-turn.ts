import type { Turn } from '../controller/turn.ts'
import type { PlayerEffect } from './player-effect.ts'
import type { PlayerState } from './player-state.ts'

export interface PlayerOptions {
  /** Returns a number in [0, 1), as `Math.random` does. */
  readonly random: () => number
  /** How many tries may fail silently before the dialog; `DEFAULT_SILENT_TRIES` unless given. */
  readonly silentTries?: number
}

/** Three tries take 1.5 to 5 s with the default back-off: a switch of networks may pass, a person is not left alone. */
export const DEFAULT_SILENT_TRIES = 3

export type PlayerTurn = Turn<PlayerState, PlayerEffect, PlayerOptions>

/** The picture runs, or is on its way. */
export const isPlaying = ({ media }: PlayerState): boolean => media === 'starting' || media === 'picture'
