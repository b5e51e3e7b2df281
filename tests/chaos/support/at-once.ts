/** Does `work` for every item, at most `most` at a time, and returns what came of each, in order. */
export async function atOnce<Item, Result>(
  items: Iterable<Item>,
  most: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = [...items].entries()
  const lane = async () => {
    // One iterator for all lanes: each takes the next item that nobody took.
    for (const [index, item] of queue) results[index] = await work(item, index)
  }
  await Promise.all(Array.from({ length: most }, lane))
  return results
}

/** The numbers from 0 to below `end`. */
export const upTo = (end: number): number[] => Array.from({ length: end }, (_, index) => index)
