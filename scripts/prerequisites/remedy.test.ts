import { describe, expect, it } from 'vitest'
import { isDebianLike, parseOsRelease } from './os-release.ts'
import { programs } from './programs.ts'
import { type Machine, remedyFor } from './remedy.ts'

/** Two programs of one package. */
const missing = programs.filter(({ command }) => /^ff/.test(command))

const debian = parseOsRelease('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n')
const machine = (more: Partial<Machine>): Machine => ({
  platform: 'linux',
  osRelease: debian,
  isRoot: false,
  ...more,
})

describe('isDebianLike', () => {
  it.each([
    ['Debian', 'ID=debian', true],
    ['Ubuntu', 'ID=ubuntu\nID_LIKE=debian', true],
    ['Mint', 'ID=linuxmint\nID_LIKE="ubuntu debian"', true],
    ['Fedora', 'ID=fedora', false],
    ['Alpine', 'ID=alpine', false],
    ['Rocky', 'ID="rocky"\nID_LIKE="rhel centos fedora"', false],
    ['a machine without the file', '', false],
  ])('%s', (_, text, expected) => {
    expect(isDebianLike(parseOsRelease(text))).toBe(expected)
  })
})

describe('remedyFor', () => {
  it('installs by itself only as root on Debian and its like, each package once', () => {
    expect(remedyFor(missing, machine({ isRoot: true }))).toEqual({ kind: 'install', packages: ['ffmpeg'] })
  })

  it.each<[string, Partial<Machine>, string | undefined]>([
    ['Debian without root', {}, 'sudo apt-get install ffmpeg'],
    ['macOS', { platform: 'darwin', osRelease: {} }, 'brew install ffmpeg'],
    ['macOS as root', { platform: 'darwin', osRelease: {}, isRoot: true }, 'brew install ffmpeg'],
    ['Windows', { platform: 'win32', osRelease: {} }, 'winget install Gyan.FFmpeg'],
    ['another Linux as root', { osRelease: { ID: 'fedora' }, isRoot: true }, undefined],
  ])('tells the command on %s', (_, more, command) => {
    expect(remedyFor(missing, machine(more))).toEqual({ kind: 'tell', command })
  })
})
