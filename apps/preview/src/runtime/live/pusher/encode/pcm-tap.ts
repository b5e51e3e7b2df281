const PROCESSOR = `
registerProcessor('kaibo-pcm-tap', class extends AudioWorkletProcessor {
  samples = new Float32Array(1024)
  filled = 0
  process([input]) {
    const channel = input[0]
    if (channel === undefined) return true
    this.samples.set(channel, this.filled)
    this.filled += channel.length
    if (this.filled === this.samples.length) {
      this.port.postMessage(this.samples, [this.samples.buffer])
      this.samples = new Float32Array(1024)
      this.filled = 0
    }
    return true
  }
})`

/** Mono samples of a microphone, resampled to `sampleRate`, with a volume. */
export class PcmTap {
  readonly #context: AudioContext
  readonly #gain: GainNode

  private constructor(context: AudioContext, gain: GainNode) {
    this.#context = context
    this.#gain = gain
  }

  static async open(
    microphone: MediaStream,
    sampleRate: number,
    take: (samples: Float32Array<ArrayBuffer>) => void,
  ): Promise<PcmTap> {
    const context = new AudioContext({ sampleRate, latencyHint: 'interactive' })
    const url = URL.createObjectURL(new Blob([PROCESSOR], { type: 'text/javascript' }))
    try {
      await context.audioWorklet.addModule(url)
    } finally {
      URL.revokeObjectURL(url)
    }
    const gain = context.createGain()
    const tap = new AudioWorkletNode(context, 'kaibo-pcm-tap', {
      channelCount: 1,
      channelCountMode: 'explicit',
      outputChannelCount: [1],
    })
    tap.port.onmessage = ({ data }: MessageEvent<Float32Array<ArrayBuffer>>) => take(data)
    // Silent (the processor writes nothing out), but what leads nowhere is not run.
    context.createMediaStreamSource(microphone).connect(gain).connect(tap).connect(context.destination)
    context.resume().catch(() => {})
    return new PcmTap(context, gain)
  }

  set volume(volume: number) {
    this.#gain.gain.value = volume
  }

  close(): void {
    this.#context.close().catch(() => {})
  }
}
