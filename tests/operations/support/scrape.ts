/** What was read of an API's metrics at one moment. */
export type Scrape = {
  text: string
  names: ReadonlySet<string>
  /** How many series begin with these letters. */
  series(prefix: string): number
  /** The sum of the series that have these labels, among others; 0 when there is none. */
  sum(name: string, labels: Record<string, string>): number
}

export async function scrape(address: string | undefined): Promise<Scrape> {
  const text = await (await fetch(address ?? '')).text()
  const lines = text.split('\n').filter((line) => /^[^#]/.test(line))
  const sum = (name: string, labels: Record<string, string>) =>
    lines
      .filter((line) => nameOf(line) === name)
      .filter((line) =>
        Object.entries(labels).every(([label, value]) => line.includes(`${label}="${value}"`)),
      )
      .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' ') + 1)), 0)
  return {
    text,
    names: new Set(lines.map(nameOf)),
    series: (prefix) => lines.filter((line) => line.startsWith(prefix)).length,
    sum,
  }
}

const nameOf = (line: string) => /^\w+/.exec(line)?.[0] ?? ''
