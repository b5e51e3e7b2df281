import type { ServiceName } from './service.ts'

type Programs = Record<ServiceName, readonly string[]>

/** What `npm start` runs: everything as it was built. */
const built: Programs = {
  sandbox: ['apps/sandbox/dist/main.js'],
  api: ['apps/api/dist/main.js'],
  miniprogram: [],
  preview: ['apps/preview/dist/main.js'],
  demo: ['apps/sandbox/dist/demo/main.js'],
}

const fromSources = ['--conditions=@kaibo/source', '--import', 'tsx']

/** What `npm run dev` runs: what one edits from its sources, and the mini-program's build, watching. */
const developed: Programs = {
  ...built,
  api: [...fromSources, 'apps/api/src/main.ts'],
  miniprogram: [...fromSources, 'apps/miniprogram/build/build.ts', '--watch'],
}

export const programsFor = ({ isDevelopment }: { isDevelopment: boolean }): Programs =>
  isDevelopment ? developed : built
