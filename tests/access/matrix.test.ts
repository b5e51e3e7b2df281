import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Call, readCalls } from './matrix/call.ts'
import { type Cell, tryCell } from './matrix/cell.ts'
import { askers, type Thing } from './matrix/declared.ts'
import { pathObjectOf } from './matrix/path-objects.ts'
import { inLanes } from './support/in-lanes.ts'
import { startWorld, type World } from './support/world.ts'

const LANES = 4

let world: World
let calls: Call[]
beforeAll(async () => {
  world = await startWorld()
  calls = await readCalls(world.address)
})
afterAll(() => world?.stop())

const hasObject = ({ pathParameters, access }: Call) => pathParameters.length > 0 && access.by !== 'service'

/** A call without an object has one cell for each asker; one with an object has three. */
const thingsOf = (call: Call): Thing[] => (hasObject(call) ? ['own', 'other', 'absent'] : ['none'])

const cellsOf = (call: Call): Cell[] =>
  askers.flatMap((asker) => thingsOf(call).map((thing) => ({ call, asker, thing })))

describe('who may do what', () => {
  test('is known of every object that a path can name', () => {
    const unknown = calls
      .filter(hasObject)
      .flatMap(({ name, pathParameters }) =>
        pathParameters.map((parameter) => () => pathObjectOf(parameter, name)),
      )
    for (const look of unknown) expect(look).not.toThrow()
  })

  test('is as declared in every cell: each operation of the document, each asker, each owner of the object', async () => {
    const cells = calls.flatMap(cellsOf)
    const faults: string[] = []
    await inLanes(LANES, cells, async (cell) => {
      const fault = await tryCell(cell, world).catch((error: unknown) => `${cell.call.name}: ${error}`)
      if (fault !== undefined) faults.push(fault)
    })
    process.stdout.write(
      `Access matrix: ${calls.length} operations, ${askers.length} askers, ${cells.length} cells, ${cells.length - faults.length} as declared.\n`,
    )
    expect(faults).toEqual([])
    expect(cells.length).toBeGreaterThan(200)
  }, 300_000)

  test('of a parameter that the table has not is told in a sentence that says where to add it', () => {
    expect(() => pathObjectOf('cardId', 'getCard')).toThrow(
      'getCard has the path parameter {cardId}, of which the matrix knows nothing: add to tests/access/matrix/path-objects.ts',
    )
  })
})
