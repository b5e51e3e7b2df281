import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A push of generated picture and sound by a real encoder. `stop` ends it as a person would. */
export function pushWithFfmpeg(url: string, tracks: { audio?: boolean; video?: boolean } = {}): FfmpegRun {
  const { audio = true, video = true } = tracks
  const inputs = [
    ...(video ? ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=15'] : []),
    ...(audio ? ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=44100'] : []),
  ]
  const codecs = [
    ...(video ? ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '15'] : []),
    ...(audio ? ['-c:a', 'aac'] : []),
  ]
  return run('ffmpeg', ['-re', ...inputs, ...codecs, '-pix_fmt', 'yuv420p', '-t', '30', '-f', 'flv', url])
}

/** The codecs of a stream, as ffprobe finds them, in order. */
export async function probeCodecs(url: string): Promise<string[]> {
  // Enough to see every track; by default ffprobe watches a live stream for five seconds.
  const arguments_ = [
    '-analyzeduration',
    '1500000',
    '-show_entries',
    'stream=codec_name',
    '-of',
    'csv=p=0',
    url,
  ]
  const { output } = await run('ffprobe', arguments_).finished
  // Of HLS every track is listed twice, once as part of a programme.
  return [...new Set(output.match(/\S+/g))].sort()
}

/** Decodes a stream to its end. `complaints` is all that ffmpeg had to say, warnings included. */
export async function decode(url: string): Promise<{ seconds: number; complaints: string }> {
  // From the first segment on: by default ffmpeg starts near the live edge.
  const input = ['-loglevel', 'warning', '-live_start_index', '0', '-i', url]
  const progress = ['-f', 'null', '-progress', 'pipe:1', '-']
  const { output, errors } = await run('ffmpeg', [...input, ...progress]).finished
  const times = [...output.matchAll(/^out_time_us=(\d+)/gm)].map(([, us]) => Number(us) / 1e6)
  return { seconds: times.at(-1) ?? 0, complaints: errors }
}

/** The pictures of a file or URL in decoding order, in ticks. */
export async function probePictures(url: string): Promise<{ pts: number; dts: number }[]> {
  const what = ['-select_streams', 'v', '-show_entries', 'packet=pts,dts', '-of', 'csv=p=0']
  const { output } = await run('ffprobe', [...what, url]).finished
  return (
    output.match(/^\d+,\d+/gm)?.map((line) => {
      const [pts = 0, dts = 0] = line.split(',').map(Number)
      return { pts, dts }
    }) ?? []
  )
}

export interface FfmpegRun {
  readonly child: ChildProcess
  readonly finished: Promise<{ code: number | null; output: string; errors: string }>
}

const LONGEST_MS = 40_000

function run(program: 'ffmpeg' | 'ffprobe', parameters: string[]): FfmpegRun {
  const quiet = ['-hide_banner', '-loglevel', 'error']
  const child = spawn(program, [...quiet, ...parameters], {
    timeout: LONGEST_MS,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const collected = { output: '', errors: '' }
  child.stdout.on('data', (text) => {
    collected.output += text
  })
  child.stderr.on('data', (text) => {
    collected.errors += text
  })
  const finished = once(child, 'close').then(([code]) => ({ code, ...collected }))
  return { child, finished }
}
