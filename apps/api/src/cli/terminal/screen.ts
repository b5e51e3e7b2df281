import type { Paint } from './paint.ts'

/** Where a command writes. */
export type Screen = {
  /** One line, or several, on stdout. */
  print(text: string): void
  /** One line on stderr: what went wrong. */
  complain(text: string): void
  /** How many columns there are to write in. */
  columns: number
  paint: Paint
}
