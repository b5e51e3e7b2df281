import type { Person, World } from '../support/world.ts'
import type { Call } from './call.ts'
import { type Asker, declaredVerdict, type Thing, type Verdict } from './declared.ts'
import { pathObjectOf } from './path-objects.ts'
import { readyRequest } from './requests.ts'
import { sampleOf } from './sample.ts'

/** One cell of the matrix: who calls what on which object. */
export type Cell = { call: Call; asker: Asker; thing: Thing }

export type Seen = { status: number; code?: string; message?: string }

/** The text of a cell that is not as declared. */
export type Fault = string

/** Plays a cell with people and objects of its own, and tells what is wrong with the answer, if anything. */
export async function tryCell(cell: Cell, world: World): Promise<Fault | undefined> {
  const { call, asker, thing } = cell
  const verdict = declaredVerdict(call.access, asker, thing)
  const person = asker === 'nobody' ? undefined : await world.newPerson()
  const path = await pathFor(cell, person, world)
  const personIs = async () => {
    if (person && asker !== 'nobody') await world.setRole(person, asker)
  }
  await personIs()
  const seen = await ask(world, cell, path, person)
  const fault = faultOf(verdict, seen)
  if (fault === undefined && thing === 'other' && verdict === 'not_found') {
    const absent = await ask(world, cell, await pathFor({ ...cell, thing: 'absent' }, person, world), person)
    return JSON.stringify(absent) === JSON.stringify(seen)
      ? undefined
      : describe(cell, `${JSON.stringify(seen)} tells it from what is absent: ${JSON.stringify(absent)}`)
  }
  return fault && describe(cell, fault)
}

const describe = ({ call, asker, thing }: Cell, fault: string) =>
  `${call.name} by ${asker} on ${thing}: ${fault}`

/** The path with an object of the right owner in the place of each parameter. */
async function pathFor({ call, thing }: Cell, person: Person | undefined, world: World): Promise<string> {
  const made: Record<string, string> = {}
  const owner = (thing === 'own' ? person : undefined) ?? (await world.newPerson())
  for (const parameter of call.pathParameters) {
    made[parameter] = await idFor(parameter)
  }
  return call.path.replace(/\{(\w+)\}/g, (_, parameter: string) => made[parameter] ?? '')

  async function idFor(parameter: string): Promise<string> {
    // A secret word is no object of anybody's: a guess is what one without it has.
    if (call.access.by === 'service') return String(sampleOf({ type: 'string', minLength: 32 }))
    const object = pathObjectOf(parameter, call.name)
    return thing === 'absent' ? object.absent : object.make(owner, world, made)
  }
}

async function ask(world: World, { call }: Cell, path: string, person: Person | undefined): Promise<Seen> {
  const { query, headers, body } = readyRequest(call)
  const answer = await fetch(`${world.address}${path}${query}`, {
    method: call.method,
    headers: { ...headers, ...(person ? { authorization: `Bearer ${person.token}` } : {}) },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(20_000),
  })
  const text = await answer.text()
  if (answer.status < 400) return { status: answer.status }
  const { error } = JSON.parse(text) as { error: { code: string; message: string } }
  return { status: answer.status, code: error.code, message: error.message }
}

const REFUSALS = { unauthenticated: 401, not_allowed: 403, not_found: 404 } as const
const PROVES_NOTHING = [400, 405, 413, 415, 429]

/** What is wrong with an answer, by the verdict that was declared. */
function faultOf(verdict: Verdict, seen: Seen): Fault | undefined {
  const answered = JSON.stringify(seen)
  if (verdict === 'unproven') {
    return Object.values<number>(REFUSALS).includes(seen.status) ? undefined : `not refused: ${answered}`
  }
  if (verdict !== 'allowed') {
    const isSo = seen.status === REFUSALS[verdict] && seen.code === verdict
    return isSo ? undefined : `expected ${verdict}, got ${answered}`
  }
  if (seen.code !== undefined && seen.code in REFUSALS) return `expected to be allowed, got ${answered}`
  if (PROVES_NOTHING.includes(seen.status)) {
    return `the sample request is refused before anything is proven, ${answered}: give it a body in tests/access/matrix/requests.ts`
  }
  return seen.status >= 500 ? `expected to be allowed, got ${answered}` : undefined
}
