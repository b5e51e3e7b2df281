import { allChecks } from './all-checks.ts'
import { type Figure, figure, isKept, type Measure, never } from './figure.ts'
import { chaosSeed } from './support/seed.ts'

// `npm run chaos`: every check at its full size, one table row per number. Words after it choose checks by name.
const wanted = process.argv.slice(2)
const seed = chaosSeed()
const print = (line: string) => process.stdout.write(`${line}\n`)

print(`seed ${seed} (KAIBO_SEED=${seed} repeats this run)\n`)
print('| check | did | result | limit | holds | seconds |')
print('| --- | --- | --- | --- | --- | --- |')
let failed = 0
for (const { name, run } of allChecks) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue
  const startedAt = performance.now()
  const { did, measures, examples, ok } = await run({ size: 'full', seed }).catch(brokenOff)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  measures.forEach((measure, index) => {
    const [first, last] = index === 0 ? [`${name} | ${did}`, seconds] : [' | ', '']
    const value = Number(measure.value.toFixed(2))
    print(
      `| ${first} | ${value} ${measure.name} | ${limit(measure)} | ${isKept(measure) ? 'yes' : 'NO'} | ${last} |`,
    )
  })
  for (const example of examples) print(`  for example: ${example}`)
  if (!ok) failed += 1
}
print(failed === 0 ? '\nEverything holds.' : `\n${failed} checks do not hold.`)
process.exit(failed === 0 ? 0 : 1)

/** A check that could not be carried out holds nothing. */
function brokenOff(error: unknown): Figure {
  return figure('broken off', 'broken off', [never('times broken off', 1)], [String(error)])
}

function limit({ atLeast, atMost }: Measure): string {
  if (atLeast !== undefined && atLeast === atMost) return `${atLeast}`
  return [atLeast === undefined ? '' : `≥ ${atLeast}`, atMost === undefined ? '' : `≤ ${atMost}`]
    .join(' ')
    .trim()
}
