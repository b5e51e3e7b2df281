/** The part of vitest's JSON report that is read here. */
export type TestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; assertionResults: unknown[] }[]
}

/** The closing line, for people and for scripts. */
export const closingLine = (report: TestReport): string => {
  const skipped = report.numPendingTests + report.numTodoTests
  return `${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped} skipped`
}

/** Files that failed before they had a test to count, such as one that does not load. */
export const filesWithoutTests = (report: TestReport): string[] =>
  report.testResults
    .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    .map(({ name }) => name)
