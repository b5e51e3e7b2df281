import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { templateFile } from './template.ts'

// Run by the `template` task of the build: makes the empty cluster that first boots and tests start from.
const pglite = await PGlite.create()
const dump = await pglite.dumpDataDir('gzip')
await pglite.close()
await mkdir(dirname(templateFile), { recursive: true })
await writeFile(`${templateFile}.tmp`, Buffer.from(await dump.arrayBuffer()))
await rename(`${templateFile}.tmp`, templateFile)
