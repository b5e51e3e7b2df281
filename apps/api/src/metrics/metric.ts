/** One value of a metric. */
export type Sample = { suffix?: '_bucket' | '_sum' | '_count'; labels: Labels; value: number }

/** What tells the series of a metric apart: words from fixed lists, never an id or a text that somebody chose. */
export type Labels = Readonly<Record<string, string>>

/** What Prometheus reads under one name. Units stand in the name, and are its base units: seconds, bytes. */
export type Metric = {
  name: string
  help: string
  type: 'counter' | 'gauge' | 'histogram'
  samples(): readonly Sample[]
}

/** A value as it is now, such as one that was just read from somewhere. */
export function gauge(name: string, help: string, values: Sample[] | number): Metric {
  const samples = typeof values === 'number' ? [{ labels: {}, value: values }] : values
  return { name, help, type: 'gauge', samples: () => samples }
}
