import { join, resolve } from 'node:path'

/** The folder of a development installation, ignored by git, and what lies in it. */
export type Home = {
  folder: string
  data: string
  devEnv: string
  addresses: string
  logs: string
}

/** `KAIBO_HOME`, or `.kaibo` in the repository's root. */
export const homeOf = (root: string, environment: NodeJS.ProcessEnv): Home => {
  const folder = resolve(root, environment.KAIBO_HOME || '.kaibo')
  return {
    folder,
    data: join(folder, 'data'),
    devEnv: join(folder, 'dev.env'),
    addresses: join(folder, 'addresses.json'),
    logs: join(folder, 'logs'),
  }
}
