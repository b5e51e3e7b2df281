import type { Check } from '../check.ts'
import { ok } from '../finding.ts'
import type { Problem } from './problem.ts'
import { problemFinding } from './problem-finding.ts'

/** Everything that stops the API from starting: what is missing, too short, published, equal or malformed. */
export const configurationCheck = (problems: readonly Problem[]): Check => ({
  id: 'configuration',
  section: 'configuration',
  title: { zh: '环境变量', en: 'Variables' },
  needs: [],
  run: async () =>
    problems.length > 0
      ? problems.map(problemFinding)
      : [
          ok('configuration.ok', {
            zh: '齐全；密钥各不相同、够长，也不是公开的示例',
            en: 'Complete; the keys are distinct, long enough, and none is a published sample.',
          }),
        ],
})
