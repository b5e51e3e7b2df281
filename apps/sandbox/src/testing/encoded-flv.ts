import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Encoding {
  readonly seconds: number
  /** Pictures that are decoded in another order than they are shown. */
  readonly bFrames?: number
  readonly gopSeconds?: number
  readonly audio?: boolean
}

const RATE = 15

/** FLV from a real encoder, made faster than real time. */
export async function encodeFlv({
  seconds,
  bFrames = 0,
  gopSeconds = 1,
  audio = true,
}: Encoding): Promise<Buffer> {
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=44100']
  const child = spawn(
    'ffmpeg',
    [
      ...['-hide_banner', '-loglevel', 'error', '-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=${RATE}`],
      ...(audio ? [...sound, '-c:a', 'aac'] : []),
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-bf', `${bFrames}`, '-b_strategy', '0'],
      ...['-g', `${RATE * gopSeconds}`, '-sc_threshold', '0', '-pix_fmt', 'yuv420p', '-t', `${seconds}`],
      ...['-f', 'flv', '-flvflags', 'no_duration_filesize', '-'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(child, 'close')
  return Buffer.concat(chunks)
}
