/** Runs one step of the set-up under a line that says what takes so long, and then how long it took. */
export const step = async (title, work) => {
  const startMs = performance.now()
  process.stdout.write(`${title} … `)
  try {
    await work()
    process.stdout.write(`${((performance.now() - startMs) / 1_000).toFixed(1)} s\n`)
  } catch (error) {
    process.stdout.write('failed\n')
    throw error
  }
}
