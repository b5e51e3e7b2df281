import { pnpm } from './pnpm.mjs'
import { step } from './step.mjs'

/** Builds every package; turbo skips those whose sources have not changed. */
export const build = () =>
  step('Building 构建', () =>
    pnpm(['exec', 'turbo', 'run', 'build', '--output-logs=errors-only'], { show: 'on failure' }),
  )
