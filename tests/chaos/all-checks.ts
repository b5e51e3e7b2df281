import { type StoreKind, storeKinds } from '../support/stores.ts'
import { canaries } from './checks/canaries.ts'
import { capturedPair } from './checks/captured-pair.ts'
import { crowd } from './checks/crowd.ts'
import { duplicates } from './checks/duplicates.ts'
import { forgeries } from './checks/forgeries.ts'
import { fuzz } from './checks/fuzz.ts'
import { kill } from './checks/kill.ts'
import { lateForbid } from './checks/late-forbid.ts'
import { lostCallbacks } from './checks/lost-callbacks.ts'
import { orders } from './checks/orders.ts'
import { outage } from './checks/outage.ts'
import { races } from './checks/races.ts'
import { storeDown } from './checks/store-down.ts'
import { twoDevices } from './checks/two-devices.ts'
import type { Figure, Run } from './figure.ts'

export type Check = { name: string; run(run: Run): Promise<Figure> }

const once = (name: string, run: Check['run']): Check[] => [{ name, run }]

const onEveryStore = (name: string, run: (run: Run, kind: StoreKind) => Promise<Figure>): Check[] =>
  storeKinds.map((kind) => ({ name: `${name} (${kind})`, run: (given) => run(given, kind) }))

/** What plays in simulated time, where the store is no part of it: on the one that lets several rooms go on at once. */
const onFastStore = (name: string, run: (run: Run, kind: StoreKind) => Promise<Figure>): Check[] => {
  const kind = storeKinds.includes('postgres') ? 'postgres' : 'embedded'
  return once(`${name} (${kind})`, (given) => run(given, kind))
}

/** What takes two API processes, or connections that overtake each other. */
const onPostgres = (name: string, run: Check['run']): Check[] =>
  storeKinds.includes('postgres') ? once(`${name} (postgres)`, run) : []

/** Every check, in the order in which they are told. */
export const allChecks: readonly Check[] = [
  ...once('orders', orders),
  ...once('captured pair', capturedPair),
  ...once('forgeries', forgeries),
  ...onPostgres('duplicates', duplicates),
  ...onFastStore('lost callbacks', lostCallbacks),
  ...onPostgres('races', races),
  ...once('late forbid', lateForbid),
  ...onFastStore('outage', outage),
  ...onEveryStore('kill', kill),
  ...onPostgres('two devices', twoDevices),
  ...once('canaries', canaries),
  ...once('fuzz', fuzz),
  ...once('crowd', crowd),
  ...onPostgres('store down', storeDown),
]
