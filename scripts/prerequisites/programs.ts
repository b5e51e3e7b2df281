/** A program that the tests run, and the package that brings it. */
export type Program = {
  command: string
  purpose: string
  /** Several packages are separated by blanks. */
  packages: { debian: string; homebrew: string; winget: string }
}

const ffmpeg = { debian: 'ffmpeg', homebrew: 'ffmpeg', winget: 'Gyan.FFmpeg' }

/** Everything that `npm test` needs besides Node. */
export const programs: readonly Program[] = [
  { command: 'ffmpeg', purpose: 'pushes real video', packages: ffmpeg },
  { command: 'ffprobe', purpose: 'checks what viewers receive', packages: ffmpeg },
  {
    command: 'ps',
    purpose: 'shows that no process stays behind',
    packages: { debian: 'procps', homebrew: 'ps', winget: 'ps' },
  },
  {
    command: 'chromium',
    purpose: 'shows the two phones',
    packages: { debian: 'chromium fonts-noto-cjk', homebrew: 'chromium', winget: 'Hibbiki.Chromium' },
  },
]
