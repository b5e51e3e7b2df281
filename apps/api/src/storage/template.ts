import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/**
 * An empty PostgreSQL cluster, made once by the build: a first boot from it takes about a second, from nothing
 * about seven. Written by `build-template.ts`; its absence only costs time.
 */
export const templateFile = fileURLToPath(new URL('../../template/pglite.tar.gz', import.meta.url))

export async function readTemplate(): Promise<Blob | undefined> {
  return existsSync(templateFile) ? new Blob([await readFile(templateFile)]) : undefined
}
