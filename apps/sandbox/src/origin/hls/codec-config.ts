/** How to decode a track, in the words of WebCodecs. */
export interface VideoConfig {
  readonly codec: string
  /** AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1). */
  readonly description: Buffer
}

export interface AudioConfig {
  readonly codec: string
  readonly sampleRate: number
  readonly numberOfChannels: number
  /** AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). */
  readonly description: Buffer
}

const SMALLEST_AVC_BYTES = 7
const SAMPLE_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
]
const CHANNELS = [0, 1, 2, 3, 4, 5, 6, 8]
// AAC-LC, HE-AAC and HE-AAC v2: what WebCodecs has names for.
const AAC_OBJECT_TYPES = new Set([2, 5, 29])

/** Reads an AVC decoder configuration; `null` when it is none. */
export function readVideoConfig(record: Buffer): VideoConfig | null {
  if (record.length < SMALLEST_AVC_BYTES || record[0] !== 1) return null
  // Profile, compatibility flags and level, as in RFC 6381.
  return { codec: `avc1.${record.toString('hex', 1, 4)}`, description: record }
}

/** Reads an AAC configuration; `null` for what players of MPEG-TS cannot be told in an ADTS header. */
export function readAudioConfig(config: Buffer): AudioConfig | null {
  if (config.length < 2) return null
  const bits = config.readUInt16BE(0)
  const objectType = bits >> 11
  const sampleRate = SAMPLE_RATES[(bits >> 7) & 0x0f]
  const numberOfChannels = CHANNELS[(bits >> 3) & 0x0f]
  if (!AAC_OBJECT_TYPES.has(objectType) || !sampleRate || !numberOfChannels) return null
  return { codec: `mp4a.40.${objectType}`, sampleRate, numberOfChannels, description: config }
}
