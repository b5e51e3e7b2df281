import { describe, expect, test } from 'vitest'
import { allChecks } from './all-checks.ts'
import { chaosSeed } from './support/seed.ts'

describe('whatever the network, the provider or an attacker does', () => {
  test.each(allChecks)('$name holds', { timeout: 120_000 }, async ({ run }) => {
    const { did, measures, examples, ok } = await run({ size: 'short', seed: chaosSeed() })
    expect({ did, measures, examples, ok }).toMatchObject({ examples: [], ok: true })
  })
})
