import { expect, it } from 'vitest'
import { closingLine, filesWithoutTests } from './test-counts.ts'

const report = {
  numPassedTests: 12,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { name: 'a.test.ts', status: 'failed', assertionResults: [{}] },
    { name: 'does-not-load.test.ts', status: 'failed', assertionResults: [] },
    { name: 'empty.test.ts', status: 'passed', assertionResults: [] },
  ],
}

it('counts what passed, failed and did not run', () => {
  expect(closingLine(report)).toBe('12 passed, 1 failed, 3 skipped')
})

it('names the files whose tests could not even be counted', () => {
  expect(filesWithoutTests(report)).toEqual(['does-not-load.test.ts'])
})
