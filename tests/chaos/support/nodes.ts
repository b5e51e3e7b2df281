import type { Sandbox } from '@kaibo/sandbox'
import type { Database } from '../../../apps/api/src/storage/database.ts'
import { openStore } from '../../../apps/api/src/storage/open-store.ts'
import { type ApiProcess, startApiProcess } from '../../support/api-process.ts'
import { startTestSandbox } from '../../support/sandbox.ts'
import { openTestStore } from '../../support/stores.ts'

/** Several API processes over one PostgreSQL, with one sandbox outside. */
export type Nodes = {
  apis: readonly ApiProcess[]
  sandbox: Sandbox
  database: Database
  /** The JSON lines that the processes logged so far. */
  logged(): Record<string, unknown>[]
  /** Rejects when a process had ended before, or ends with anything but 0. */
  stop(): Promise<void>
}

export async function startNodes(count: number, variables: Record<string, string> = {}): Promise<Nodes> {
  const store = await openTestStore('postgres')
  const sandbox = await startTestSandbox()
  const outputs = Array.from({ length: count }, () => '')
  const start = (_: string, index: number) =>
    startApiProcess(store.config, sandbox.addresses, {
      variables,
      onOutput(text) {
        outputs[index] += text
      },
    })
  const apis = await Promise.all(outputs.map(start))
  const database = await openStore(store.config)
  return {
    apis,
    sandbox,
    database,
    logged: () => outputs.flatMap((output) => output.split('\n').filter(isJson).map(parse)),
    async stop() {
      await sandbox.stop()
      const codes = await Promise.all(apis.map((api) => api.stop()))
      await database.close()
      await store.remove()
      if (codes.some((code) => code !== 0)) throw new Error(`API processes ended with ${codes}`)
    },
  }
}

const isJson = (line: string) => line.startsWith('{') && line.endsWith('}')
const parse = (line: string) => JSON.parse(line) as Record<string, unknown>
