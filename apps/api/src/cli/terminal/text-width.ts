/** Ranges that a terminal draws two columns wide: CJK, Hangul, kana, full-width forms (Unicode TR11, W and F). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/

export const isWide = (character: string): boolean => WIDE.test(character)

/** How many columns of a terminal the text takes: a Chinese character takes two. */
export const textWidth = (text: string): number =>
  [...text].reduce((width, character) => width + (isWide(character) ? 2 : 1), 0)

/** Fills up with spaces to `width` columns. */
export const padToWidth = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - textWidth(text)))
