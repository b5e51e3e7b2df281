import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from './embedded.ts'
import { lockFolder } from './folder-lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaibo-store-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const lock = () => lockFolder(folder, join(folder, 'lock'))

describe('opening the embedded store', () => {
  test('refuses a folder that is open, and leaves the other’s lock where it is', async () => {
    const unlock = lock()
    await expect(openEmbedded(folder)).rejects.toThrow(`is already open in process ${process.pid}`)
    expect(existsSync(join(folder, 'lock'))).toBe(true)
    unlock()
  })

  test('refuses a folder with a stranger’s files, touches none of them, and leaves it unlocked', async () => {
    writeFileSync(join(folder, 'thesis.doc'), 'years of work')
    await expect(openEmbedded(folder)).rejects.toThrow(/holds files that are not Kaibo's \(thesis\.doc\)/)
    expect(readFileSync(join(folder, 'thesis.doc'), 'utf8')).toBe('years of work')
    lock()
  })
})
