export type FlvFileOptions = {
  pictures: number
  pictureMs: number
  sounds: number
  soundMs: number
  startMs: number
}

const tag = (type: number, timestampMs: number, payload: number[]): Buffer => {
  const head = Buffer.alloc(11)
  head[0] = type
  head.writeUIntBE(payload.length, 1, 3)
  head.writeUIntBE(timestampMs % 0x1000000, 4, 3)
  head[7] = Math.floor(timestampMs / 0x1000000)
  const size = Buffer.alloc(4)
  size.writeUInt32BE(head.length + payload.length)
  return Buffer.concat([head, Buffer.from(payload), size])
}

const track = (type: number, codec: number, [count, everyMs, startMs]: [number, number, number]) => [
  ...(count > 0 ? [{ timeMs: startMs, bytes: tag(type, startMs, [codec, 0, 0]) }] : []),
  ...Array.from({ length: count }, (_, index) => {
    const timeMs = startMs + index * everyMs
    return { timeMs, bytes: tag(type, timeMs, [codec, 1, index]) }
  }),
]

/** An FLV file of two tracks with regular frames of no meaning, ordered by time as a recorder would. */
export const flvFile = ({ pictures, pictureMs, sounds, soundMs, startMs }: FlvFileOptions): Buffer => {
  const tags = [
    ...track(9, 0x17, [pictures, pictureMs, startMs]),
    ...track(8, 0xaf, [sounds, soundMs, startMs]),
  ].sort((one, other) => one.timeMs - other.timeMs)
  const header = Buffer.from([0x46, 0x4c, 0x56, 1, 5, 0, 0, 0, 9, 0, 0, 0, 0])
  return Buffer.concat([header, ...tags.map(({ bytes }) => bytes)])
}
