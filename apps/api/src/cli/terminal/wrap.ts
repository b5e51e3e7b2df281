import { isWide, textWidth } from './text-width.ts'

/** Nothing begins a line with these, and nothing ends one with an opening bracket (Chinese typesetting). */
const NEVER_FIRST = /^[，。、；：！？）》」”’％·,.;:!?)]/
const OPENING = /[（《「“‘(]$/

/**
 * Breaks a text into lines of at most `width` columns: between words, and in Chinese between any two characters
 * but before closing punctuation. A word that is longer than a line, such as a URL, stays whole: it is to be copied.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(text)) {
    const fits = textWidth(line + piece.trimEnd()) <= width
    if (fits || line === '') line += piece
    else {
      lines.push(line.trimEnd())
      line = piece.trimStart()
    }
  }
  return [...lines, line.trimEnd()]
}

/** What must not be broken: words with the space behind them, single wide characters with what belongs to them. */
function pieces(text: string): string[] {
  const found: string[] = []
  for (const part of text.match(/\s+|[^\s]/gu) ?? []) {
    const last = found.at(-1)
    if (last !== undefined && belongs(last, part)) found[found.length - 1] = last + part
    else found.push(part)
  }
  return found
}

function belongs(before: string, part: string): boolean {
  if (/^\s/.test(part) || NEVER_FIRST.test(part)) return true
  if (/\s$/.test(before)) return false
  if (OPENING.test(before)) return true
  const last = [...before].at(-1) ?? ''
  return !isWide(last) && !isWide(part)
}
