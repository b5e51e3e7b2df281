import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ServiceLog } from './service-log.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaibo-log-'))
  file = join(folder, 'api.log')
  await writeFile(file, 'an earlier run\n')
})
afterEach(() => rm(folder, { recursive: true }))

it('leaves the file alone until it is opened', async () => {
  const log = new ServiceLog()
  log.write(Buffer.from('starting\n'), 'stdout')
  await log.close()
  expect(await readFile(file, 'utf8')).toBe('an earlier run\n')
})

it('begins the file anew with what was said before it was opened', async () => {
  const log = new ServiceLog()
  log.write(Buffer.from('starting\n'), 'stdout')
  log.open(file)
  log.write(Buffer.from('running\n'), 'stderr')
  await log.close()
  expect(await readFile(file, 'utf8')).toBe('starting\nrunning\n')
})

it('answers the last words of stderr only', () => {
  const log = new ServiceLog()
  log.write(Buffer.from('noise\n'), 'stdout')
  log.write(Buffer.from('Port 1935 is in use: stop the other program.\n'), 'stderr')
  expect(log.sentence()).toBe('Port 1935 is in use: stop the other program.')
})
