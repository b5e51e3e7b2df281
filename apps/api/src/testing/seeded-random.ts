import { createHash } from 'node:crypto'
import type { RandomBytes } from '../random.ts'

/** Bytes that look random and are the same in every run of the same seed. */
export function seededRandom(seed: string): RandomBytes {
  let calls = 0
  return (size) => createHash('shake256', { outputLength: size }).update(`${seed}.${calls++}`).digest()
}
