export type AmfValue = number | boolean | string

const text = new TextEncoder()

/** `onMetaData` as AMF0: the event's name, then an ECMA array. */
export function encodeMetadata(values: Readonly<Record<string, AmfValue>>): Uint8Array {
  const entries = Object.entries(values)
  const bytes = [0x02, ...utf8('onMetaData'), 0x08, ...uint32(entries.length)]
  for (const [name, value] of entries) bytes.push(...utf8(name), ...encodeValue(value))
  bytes.push(0, 0, 0x09)
  return Uint8Array.from(bytes)
}

function encodeValue(value: AmfValue): number[] {
  if (typeof value === 'boolean') return [0x01, value ? 1 : 0]
  if (typeof value === 'string') return [0x02, ...utf8(value)]
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  return [0x00, ...new Uint8Array(view.buffer)]
}

function utf8(value: string): number[] {
  const bytes = text.encode(value)
  return [bytes.length >> 8, bytes.length & 0xff, ...bytes]
}

const uint32 = (value: number): number[] => [
  value >>> 24,
  (value >> 16) & 0xff,
  (value >> 8) & 0xff,
  value & 0xff,
]
