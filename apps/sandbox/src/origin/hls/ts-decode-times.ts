const TS_PACKET_BYTES = 188
const SYNC_BYTE = 0x47
const PTS_AND_DTS = 3
const PTS_AT = 9
const DTS_AT = 14
/** MPEG-TS counts in ticks of 90 kHz, 33 bits of them. */
const TICKS_PER_MS = 90
const TICKS = 2 ** 33

/** A time as MPEG-TS writes it. */
export function toTicks(timestampMs: number): number {
  return ((Math.round(timestampMs * TICKS_PER_MS) % TICKS) + TICKS) % TICKS
}

/**
 * Writes the true decoding times into a segment, in place. Where pictures are not decoded in the order they
 * are shown, mediabunny 1.61.0 writes times after the one at which the picture is shown: ffmpeg calls them
 * invalid. FLV carries the true ones.
 * @param decodeTicksOf the decoding time of the picture shown at that time, both in ticks
 */
export function writeDecodeTimes(
  segment: Buffer,
  decodeTicksOf: (shownTicks: number) => number | undefined,
): void {
  for (let at = 0; at + TS_PACKET_BYTES <= segment.length; at += TS_PACKET_BYTES) {
    const pes = pesIn(segment.subarray(at, at + TS_PACKET_BYTES))
    if (!pes) continue
    const ticks = decodeTicksOf(readTicks(pes))
    if (ticks !== undefined) writeTicks(pes, ticks)
  }
}

/** The packet's payload if a PES packet with both times begins there (ISO/IEC 13818-1, 2.4.3). */
function pesIn(packet: Buffer): Buffer | null {
  const beginsUnit = packet[0] === SYNC_BYTE && (packet.readUInt8(1) & 0x40) !== 0
  if (!beginsUnit) return null
  const hasAdaptationField = (packet.readUInt8(3) & 0x20) !== 0
  const payload = packet.subarray(hasAdaptationField ? 5 + packet.readUInt8(4) : 4)
  const isPes = payload.length >= DTS_AT + 5 && payload.readUIntBE(0, 3) === 1
  return isPes && payload.readUInt8(7) >> 6 === PTS_AND_DTS ? payload : null
}

// Four marker bits, then 3, 15 and 15 bits of time, each followed by a 1.
function readTicks(pes: Buffer): number {
  const high = (pes.readUInt8(PTS_AT) >> 1) & 0x07
  const middle = pes.readUInt16BE(PTS_AT + 1) >> 1
  const low = pes.readUInt16BE(PTS_AT + 3) >> 1
  return high * 2 ** 30 + middle * 2 ** 15 + low
}

function writeTicks(pes: Buffer, ticks: number): void {
  const high = Math.floor(ticks / 2 ** 30)
  const middle = Math.floor(ticks / 2 ** 15) % 2 ** 15
  pes.writeUInt8((pes.readUInt8(DTS_AT) & 0xf0) | (high << 1) | 1, DTS_AT)
  pes.writeUInt16BE((middle << 1) | 1, DTS_AT + 1)
  pes.writeUInt16BE(((ticks % 2 ** 15) << 1) | 1, DTS_AT + 3)
}
