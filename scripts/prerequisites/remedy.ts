import { isDebianLike } from './os-release.ts'
import type { Program } from './programs.ts'

export type Machine = {
  platform: NodeJS.Platform
  osRelease: Record<string, string>
  isRoot: boolean
}

/** What to do about missing programs: install the packages ourselves, or tell the person how. */
export type Remedy =
  | { kind: 'install'; packages: string[] }
  /** `command` is undefined where we do not know the package manager. */
  | { kind: 'tell'; command: string | undefined }

/** Packages are only installed where that changes nobody's laptop: as root on Debian, as in a CI container. */
export const remedyFor = (missing: readonly Program[], machine: Machine): Remedy => {
  const packages = (manager: keyof Program['packages']) => [
    ...new Set(missing.flatMap((program) => program.packages[manager].split(' '))),
  ]
  const { platform, osRelease, isRoot } = machine
  if (platform === 'darwin') return tell('brew install', packages('homebrew'))
  if (platform === 'win32') return tell('winget install', packages('winget'))
  if (platform !== 'linux' || !isDebianLike(osRelease)) return { kind: 'tell', command: undefined }
  if (isRoot) return { kind: 'install', packages: packages('debian') }
  return tell('sudo apt-get install', packages('debian'))
}

const tell = (command: string, packages: string[]): Remedy => ({
  kind: 'tell',
  command: `${command} ${packages.join(' ')}`,
})
