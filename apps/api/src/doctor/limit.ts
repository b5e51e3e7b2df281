/** An end that comes by itself, unless it is called off. */
export type Limit = { over: Promise<void>; callOff(): void }

export function createLimit(ms: number): Limit {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  return { over, callOff: () => clearTimeout(timer) }
}
