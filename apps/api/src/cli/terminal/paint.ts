/** Colours by what they mean; plain text where the output is no terminal. */
export type Paint = Readonly<
  Record<'good' | 'warning' | 'bad' | 'faint' | 'strong', (text: string) => string>
>

const coloured =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`
const plain = (text: string): string => text

/** Colours only where a person looks at a terminal and has not asked for none (no-color.org). */
export function createPaint({
  isTty,
  environment,
}: {
  isTty: boolean
  environment: NodeJS.ProcessEnv
}): Paint {
  const isColoured = isTty && !environment.NO_COLOR && environment.TERM !== 'dumb'
  const paint = isColoured ? coloured : () => plain
  return {
    good: paint(32, 39),
    warning: paint(33, 39),
    bad: paint(31, 39),
    faint: paint(2, 22),
    strong: paint(1, 22),
  }
}
