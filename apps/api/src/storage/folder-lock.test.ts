import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { lockFolder } from './folder-lock.ts'
import { StoreOpenError } from './store-error.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaibo-lock-'))
  file = join(folder, 'lock')
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

const lock = () => lockFolder(folder, file)
const refusal = (pid: number | undefined) =>
  new StoreOpenError(
    `The data folder ${folder} is already open in process ${pid}: stop that process, or set KAIBO_DATA_DIR to another folder.`,
  )
const startTimeOf = (pid: number | undefined) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

describe('a folder', () => {
  test('is locked once, by a file that only its owner reads, and free again after the unlock', () => {
    const unlock = lock()
    expect(readFileSync(file, 'utf8')).toBe(`${process.pid} ${startTimeOf(process.pid)}\n`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(lock).toThrow(refusal(process.pid))
    unlock()
    expect(existsSync(file)).toBe(false)
    lock()()
    unlock()
  })

  test('held by another living process is refused with a sentence, and taken over once that was killed', async () => {
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    await once(holder, 'spawn')
    writeFileSync(file, `${holder.pid} ${startTimeOf(holder.pid)}\n`)
    expect(lock).toThrow(refusal(holder.pid))
    expect(existsSync(file)).toBe(true)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    lock()
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${process.pid} `))
  })

  test.each([
    ['a process that is gone', () => `${spawnSync(process.execPath, ['-v']).pid} 1\n`],
    ['an earlier process with a pid that lives again', () => `${process.pid} 1\n`],
    ['a process that was killed before it could write', () => ''],
    ['something else', () => 'not a lock'],
    ['a pid that no system has', () => '99999999999 1\n'],
  ])('left locked by %s is taken over', (_, line) => {
    writeFileSync(file, line())
    lock()
    expect(readFileSync(file, 'utf8')).toBe(`${process.pid} ${startTimeOf(process.pid)}\n`)
  })

  test('left by a dead process goes to exactly one of many that come for it at once', async () => {
    writeFileSync(file, '99999999999 1\n')
    const script = `
      import { lockFolder } from ${JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href)}
      process.once('message', () => {
        let got = true
        try { lockFolder(${JSON.stringify(folder)}, ${JSON.stringify(file)}) } catch { got = false }
        process.send(got)
      })
      process.send('ready')`
    const flags = ['--import', 'tsx', '--input-type=module', '-e', script]
    const racers = Array.from({ length: 6 }, () =>
      spawn(process.execPath, flags, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
    )
    await Promise.all(racers.map((racer) => once(racer, 'message')))
    const results = racers.map((racer) => once(racer, 'message').then(([got]) => got))
    for (const racer of racers) racer.send('go')
    const winners = (await Promise.all(results)).filter((got) => got === true)
    for (const racer of racers) racer.kill('SIGKILL')
    expect(winners).toHaveLength(1)
  })

  test('held by another user’s process is refused only if that process is the one that locked it', () => {
    vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' })
    })
    writeFileSync(file, `${process.pid} ${startTimeOf(process.pid)}\n`)
    expect(lock).toThrow(refusal(process.pid))
    writeFileSync(file, `${process.pid} 1\n`)
    lock()
  })

  test('that is not there is an error of its own, not an endless wait', () => {
    expect(() => lockFolder('/nowhere', '/nowhere/lock')).toThrow(/ENOENT/)
  })
})
