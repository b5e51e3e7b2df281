import { aacConfigTag, aacFrameTag } from '../../flv/flv-writer.ts'
import type { TagSink } from '../media-feed.ts'
import { bytesOf } from './bytes-of.ts'

export interface AacSettings {
  readonly sampleRate: number
  readonly bitrate: number
  readonly sink: TagSink
  readonly failed: () => void
}

/** Mono PCM to AAC in FLV tags. */
export interface AacEncoder {
  encode(samples: Float32Array<ArrayBuffer>, timestampMs: number): void
  close(): void
}

/** The browser's own encoder, else FFmpeg's as WebAssembly: Chromium on Linux has none. */
export async function openAacEncoder(settings: AacSettings): Promise<AacEncoder> {
  const config: AudioEncoderConfig = {
    codec: 'mp4a.40.2',
    sampleRate: settings.sampleRate,
    numberOfChannels: 1,
    bitrate: settings.bitrate,
  }
  const native =
    typeof AudioEncoder !== 'undefined' && (await AudioEncoder.isConfigSupported(config)).supported
  if (native === true) return nativeEncoder(config, settings)
  const { wasmAacEncoder } = await import('./aac-wasm-encoder.ts')
  return wasmAacEncoder(settings)
}

function nativeEncoder(config: AudioEncoderConfig, { sink, failed, sampleRate }: AacSettings): AacEncoder {
  let configSent = false
  const encoder = new AudioEncoder({
    output: (chunk, metadata) => {
      const description = metadata?.decoderConfig?.description
      if (description !== undefined && !configSent) {
        configSent = true
        sink(aacConfigTag(bytesOf(description)))
      }
      const data = new Uint8Array(chunk.byteLength)
      chunk.copyTo(data)
      sink(aacFrameTag(data, chunk.timestamp / 1000))
    },
    error: failed,
  })
  encoder.configure(config)
  return {
    encode(samples, timestampMs) {
      if (encoder.state !== 'configured') return
      const data = new AudioData({
        format: 'f32-planar',
        sampleRate,
        numberOfChannels: 1,
        numberOfFrames: samples.length,
        timestamp: Math.round(timestampMs * 1000),
        data: samples,
      })
      encoder.encode(data)
      data.close()
    },
    close() {
      if (encoder.state !== 'closed') encoder.close()
    },
  }
}
