/** Something wrong with a template, style or configuration. `file` is relative to the root; lines start at 1. */
export type Problem = { file: string; line: number | undefined; message: string }

export const describeProblem = ({ file, line, message }: Problem): string =>
  `${file}${line === undefined ? '' : `:${line}`}  ${message}`
