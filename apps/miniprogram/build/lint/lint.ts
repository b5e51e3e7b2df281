import { checkWithOfficialCompilers } from './check-official.ts'
import { checkUnits } from './check-units.ts'
import { findOfficialCompilers } from './official-compilers.ts'
import type { Problem } from './problem.ts'

export type LintResult = {
  problems: Problem[]
  /** Why a part did not run on this machine. */
  notRun: string | undefined
}

/** The template gate: what the old compiler and glass-easel both take. Works on sources and on a built folder. */
export function lintMiniprogram(root: string): LintResult {
  const problems = checkUnits(root)
  const compilers = findOfficialCompilers()
  if (typeof compilers === 'string') return { problems, notRun: compilers }
  try {
    return { problems: [...problems, ...checkWithOfficialCompilers(root, compilers)], notRun: undefined }
  } finally {
    compilers.remove()
  }
}
