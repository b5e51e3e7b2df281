/** Runs `work` for every item, at most `most` at once. The first failure is thrown when all have come to an end. */
export async function inParallel<Item>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  const lanes = Array.from({ length: Math.min(most, items.length) }, async () => {
    // One iterator for all lanes: each takes the next item that nobody took.
    for (const item of queue) await work(item)
  })
  const failed = (await Promise.allSettled(lanes)).find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}
