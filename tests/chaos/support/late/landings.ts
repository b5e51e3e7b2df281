/** When each late command lands, in gaps between steps, counted from the gap after the step that sent it. */
export type Landing = { delays: readonly number[]; newestFirst: boolean }

/**
 * Every way in which commands can land, given the gap in which each was sent: in that gap or any later one, or never;
 * of several in one gap the oldest or the newest first.
 */
export function allLandings(sentIn: readonly number[], gaps: number): Landing[] {
  const delays = sentIn.reduce<number[][]>(
    (lists, gap) => lists.flatMap((list) => range(gaps - gap + 1).map((delay) => [...list, delay])),
    [[]],
  )
  return delays.flatMap((list) => {
    const landIn = list.map((delay, index) => (sentIn[index] ?? 0) + delay).filter((gap) => gap < gaps)
    const isOrderOpen = new Set(landIn).size < landIn.length
    return (isOrderOpen ? [false, true] : [false]).map((newestFirst) => ({ delays: list, newestFirst }))
  })
}

const range = (end: number) => Array.from({ length: end }, (_, index) => index)
