import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A broadcaster that nobody here wrote: ffmpeg, pushing a moving test picture with a tone in real time. */
export type FfmpegPush = {
  process: ChildProcess
  /** What ffmpeg said on its error output so far. */
  log(): string
  /** Resolves with the exit code, or null when it was killed. */
  exited: Promise<number | null>
  /** Ends it without a word to the server, as a phone that loses power. */
  kill(): Promise<void>
}

const TEST_PICTURE = '-re -f lavfi -i testsrc2=size=180x320:rate=15 -f lavfi -i sine=frequency=440'
const ENCODERS = '-c:v libx264 -preset ultrafast -tune zerolatency -pix_fmt yuv420p -g 15 -c:a aac'

/** Pushes a test picture that ffmpeg draws and encodes. */
export const pushWithFfmpeg = (url: string): FfmpegPush =>
  push([...words(TEST_PICTURE), ...words(ENCODERS)], url)

/** Pushes a clip as it is, again and again. */
export const pushClip = (file: string, url: string): FfmpegPush =>
  push([...words('-re -stream_loop -1 -i'), file, ...words('-c copy')], url)

const words = (text: string) => text.split(' ')

function push(args: readonly string[], url: string): FfmpegPush {
  const child = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'info', ...args, '-f', 'flv', url], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  return {
    process: child,
    log: () => log,
    exited,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** The codecs that ffprobe finds at a URL, sorted; empty when it cannot play it. */
export async function probeCodecs(url: string): Promise<string[]> {
  const child = spawn(
    'ffprobe',
    ['-v', 'error', '-rw_timeout', '5000000', '-show_entries', 'stream=codec_name', '-of', 'csv=p=0', url],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  await once(child, 'close')
  return output
    .split(/\s+/)
    .filter((codec) => codec !== '')
    .sort()
}
