import { join } from 'node:path'
import * as z from 'zod'
import { readJson } from './app-files.ts'
import { packageRoot } from './options.ts'

/** The client's version, as every request states it: the package's. */
export const readVersion = (): string =>
  z.object({ version: z.string() }).parse(readJson(join(packageRoot, 'package.json'))).version
