import { createSocket } from 'node:dgram'

/** What a name has: a CNAME, or an IPv4 address. A name that is not there does not exist; `silent` is never answered. */
export type NameRecords = Record<string, { cname: string } | { address: string } | 'silent'>

/** A name server on loopback that speaks as much DNS (RFC 1035) as asking for A, AAAA and CNAME takes. */
export type DnsServer = { address: string; records: NameRecords; close(): Promise<void> }

const TYPES = { A: 1, CNAME: 5 } as const
const NO_SUCH_NAME = 3

export async function startDnsServer(records: NameRecords): Promise<DnsServer> {
  const server: DnsServer = {
    address: '',
    records,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
  const socket = createSocket('udp4')
  socket.on('message', (query, { port, address }) => {
    const answer = answerTo(query, server.records)
    if (answer !== undefined) socket.send(answer, port, address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  server.address = `127.0.0.1:${socket.address().port}`
  return server
}

function answerTo(query: Buffer, records: NameRecords): Buffer | undefined {
  const { name, end } = readName(query)
  const type = query.readUInt16BE(end)
  const question = query.subarray(12, end + 4)
  if (records[name] === 'silent') return undefined
  const found = resourcesOf(name, type, records)
  const header = Buffer.alloc(12)
  query.copy(header, 0, 0, 2)
  header.writeUInt16BE(0x8580 | (records[name] === undefined ? NO_SUCH_NAME : 0), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(found.length, 6)
  return Buffer.concat([header, question, ...found])
}

/** A CNAME is answered to whatever was asked, with what it leads to. */
function resourcesOf(name: string, type: number, records: NameRecords): Buffer[] {
  const record = records[name]
  if (record === undefined || record === 'silent') return []
  if ('cname' in record) {
    const rest = type === TYPES.CNAME ? [] : resourcesOf(record.cname, type, records)
    return [resource(name, TYPES.CNAME, encodeName(record.cname)), ...rest]
  }
  const bytes = Buffer.from(record.address.split('.').map(Number))
  return type === TYPES.A ? [resource(name, TYPES.A, bytes)] : []
}

function resource(name: string, type: number, data: Buffer): Buffer {
  const fixed = Buffer.alloc(10)
  fixed.writeUInt16BE(type, 0)
  fixed.writeUInt16BE(1, 2)
  fixed.writeUInt16BE(data.length, 8)
  return Buffer.concat([encodeName(name), fixed, data])
}

const encodeName = (name: string): Buffer =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ])

/** The name that is asked for, in lower case, and where it ends. */
function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 }
}
