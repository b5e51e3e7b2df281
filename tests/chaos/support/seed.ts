import { randomInt } from 'node:crypto'

const LARGEST = 2 ** 31 - 1

/** The seed of this run: the one in `KAIBO_SEED`, to repeat a run, or a new one. */
export function chaosSeed(given = process.env.KAIBO_SEED): number {
  if (given === undefined || given === '') return randomInt(LARGEST)
  const seed = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN
  if (seed <= LARGEST) return seed
  throw new Error(`KAIBO_SEED is "${given}": write a whole number from 0 to ${LARGEST}, or leave it out.`)
}
