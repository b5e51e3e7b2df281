import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readCommandLine } from '../../build/options.ts'
import { writeOutput } from '../../build/output.ts'
import { assertSize, describeSizes, sizeReport } from '../../build/report.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folders: { remove: () => void }[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove()
})
const folderWith = (files: Record<string, string>): string => {
  const folder = temporaryFolder(files)
  folders.push(folder)
  return folder.path
}

describe('writing a build', () => {
  it('touches only what differs, and takes away what is no longer there', () => {
    const path = folderWith({ 'same.js': 'a', 'other.js': 'b', 'old/gone.js': 'c' })
    utimesSync(join(path, 'same.js'), 1, 1)
    const changed = writeOutput(
      path,
      new Map([
        ['same.js', Buffer.from('a')],
        ['other.js', Buffer.from('B')],
        ['new/file.js', Buffer.from('n')],
      ]),
    )
    expect(changed.sort()).toEqual(['new/file.js', 'old/gone.js', 'other.js'])
    expect(statSync(join(path, 'same.js')).mtimeMs).toBe(1000)
    expect(readFileSync(join(path, 'new/file.js'), 'utf8')).toBe('n')
    expect(existsSync(join(path, 'old/gone.js'))).toBe(false)
  })

  it("keeps a developer's own DevTools settings", () => {
    const path = folderWith({ 'project.private.config.json': '{}' })
    expect(writeOutput(path, new Map())).toEqual([])
  })
})

describe('the size of a build', () => {
  const output = (bytes: number) =>
    new Map([
      ['a.js', Buffer.alloc(bytes)],
      ['package.json', Buffer.alloc(90_000)],
    ])

  it('counts what is uploaded, and lists the largest parts', () => {
    expect(describeSizes(sizeReport(output(150_000)))).toBe(
      '150.0 kB of 200.0 kB; the largest parts:\n   150.0 kB  a.js',
    )
  })

  it('above 200 kB fails', () => {
    expect(() => assertSize(sizeReport(output(200_000)))).not.toThrow()
    expect(() => assertSize(sizeReport(output(200_001)))).toThrow('the limit is 200.0 kB')
  })
})

describe('the command line', () => {
  it('takes the API from the environment, without a slash at the end', () => {
    const { options } = readCommandLine([], {
      KAIBO_API_BASE_URL: 'https://api.example.com/',
      KAIBO_WECHAT_APPID: 'wx1',
    })
    expect(options).toMatchObject({ apiBaseUrl: 'https://api.example.com', appId: 'wx1', minify: true })
    expect(readCommandLine([], {}).options.apiBaseUrl).toBe('http://127.0.0.1:7100')
  })

  it('refuses an address that no phone could call, naming the variable', () => {
    expect(() => readCommandLine([], { KAIBO_API_BASE_URL: 'api.example.com' })).toThrow(
      'KAIBO_API_BASE_URL must be',
    )
  })
})
