import type { TxVerdict } from './tx-signature.ts'

/** Why nobody may push or play here, in words for the person at the other end. */
export interface Refusal {
  /** `forbidden`: not with this URL; `not-found`: nothing there; `taken`: somebody else pushes already; `unavailable`: not yet. */
  readonly kind: 'forbidden' | 'not-found' | 'taken' | 'unavailable'
  readonly text: string
}

const SIGNATURE_TEXTS: Readonly<Record<Exclude<TxVerdict, 'ok'>, string>> = {
  missing: 'this URL has no txSecret or no txTime',
  malformed: 'txSecret or txTime is malformed',
  mismatch: 'txSecret does not fit this stream name and txTime',
  expired: 'txTime has passed, this URL has expired',
}

export function signatureRefusal(verdict: Exclude<TxVerdict, 'ok'>): Refusal {
  return { kind: 'forbidden', text: SIGNATURE_TEXTS[verdict] }
}

export function isRefusal(answer: object): answer is Refusal {
  return 'kind' in answer && 'text' in answer
}
