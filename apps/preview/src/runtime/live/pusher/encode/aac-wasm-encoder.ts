import { registerAacEncoder } from '@mediabunny/aac-encoder'
import {
  AudioSample,
  AudioSampleSource,
  canEncodeAudio,
  Mp4OutputFormat,
  NullTarget,
  Output,
} from 'mediabunny'
import { aacConfigTag, aacFrameTag } from '../../flv/flv-writer.ts'
import type { AacEncoder, AacSettings } from './aac-encoder.ts'
import { bytesOf } from './bytes-of.ts'

/** In a file of its own: a megabyte that only browsers without an AAC encoder have to load. */
export async function wasmAacEncoder({
  sampleRate,
  bitrate,
  sink,
  failed,
}: AacSettings): Promise<AacEncoder> {
  if (!(await canEncodeAudio('aac'))) registerAacEncoder()
  let configSent = false
  const source = new AudioSampleSource({
    codec: 'aac',
    bitrate,
    onEncodedPacket(packet, metadata) {
      const description = metadata?.decoderConfig?.description
      if (description !== undefined && !configSent) {
        configSent = true
        sink(aacConfigTag(bytesOf(description)))
      }
      sink(aacFrameTag(packet.data, packet.timestamp * 1000))
    },
  })
  // The library encodes only into an output; ours keeps nothing.
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'fragmented' }),
    target: new NullTarget(),
  })
  output.addAudioTrack(source)
  await output.start()
  let queue = Promise.resolve()
  let closed = false
  return {
    encode(samples, timestampMs) {
      const sample = new AudioSample({
        format: 'f32-planar',
        sampleRate,
        numberOfChannels: 1,
        timestamp: timestampMs / 1000,
        data: samples,
      })
      queue = queue
        .then(() => (closed ? undefined : source.add(sample)))
        .catch(() => closed || failed())
        .then(() => sample.close())
    },
    close() {
      closed = true
      output.cancel().catch(() => {})
    },
  }
}
