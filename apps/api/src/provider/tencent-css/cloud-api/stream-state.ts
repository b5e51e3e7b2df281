import type { StreamObservation } from '@kaibo/live-core'

const STATES: ReadonlyMap<string, StreamObservation['state']> = new Map([
  ['active', 'active'],
  ['inactive', 'inactive'],
  ['forbid', 'forbidden'],
])

/** Tencent's `StreamState` (document 267/20470), or undefined: a word that we do not know is not a fact. */
export const toStreamState = (text: string | undefined): StreamObservation['state'] | undefined =>
  text === undefined ? undefined : STATES.get(text)
