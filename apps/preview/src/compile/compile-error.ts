/** One thing wrong with a mini-program's build. `file` is relative to the build's folder; lines and columns count from 1. */
export interface CompileProblem {
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly message: string
}

/** The build cannot be shown; the message lists every problem as `file:line:column: what`. */
export class CompileError extends Error {
  override readonly name = 'CompileError'
  readonly problems: readonly CompileProblem[]
  constructor(problems: readonly CompileProblem[]) {
    super(problems.map(describeProblem).join('\n'))
    this.problems = problems
  }
}

export function describeProblem({ file, line, column, message }: CompileProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  return `${place}: ${message}`
}
