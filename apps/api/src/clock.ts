/** The present in milliseconds since the epoch. Injected, so that tests own the time. */
export type Clock = () => number
