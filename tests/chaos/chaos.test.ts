import { describe, expect, test } from 'vitest'
import { allChecks } from './all-checks.ts'
import { isKept } from './figure.ts'
import { chaosSeed } from './support/seed.ts'

const seed = chaosSeed()

describe(`whatever the network, the provider or an attacker does (KAIBO_SEED=${seed})`, () => {
  test.each(allChecks)('$name holds', { timeout: 120_000 }, async ({ run }) => {
    const { measures, examples } = await run({ size: 'short', seed })
    expect({ broken: measures.filter((measure) => !isKept(measure)), examples }).toEqual({
      broken: [],
      examples: [],
    })
  })
})
