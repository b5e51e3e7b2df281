/// <reference path="../rtmp/nms.d.ts" />
import amf from 'node-media-server/src/protocol/amf.js'

/** What a publisher says about its stream; sizes in pixels, 0 when it does not say. */
export interface StreamMetadata {
  readonly width: number
  readonly height: number
  readonly hasAudio: boolean
  readonly hasVideo: boolean
}

interface MetadataFields {
  readonly width?: unknown
  readonly height?: unknown
  readonly audiocodecid?: unknown
  readonly videocodecid?: unknown
  readonly hasAudio?: unknown
  readonly hasVideo?: unknown
}

const SET_DATA_FRAME = amf.amf0EncodeOne('@setDataFrame')
const ON_META_DATA = amf.amf0EncodeOne('onMetaData')
const LARGEST_SIDE = 16_384

/**
 * Removes the "@setDataFrame" that RTMP publishers put before "onMetaData". It is an order to the server and
 * not part of the data: left in, ffprobe shows a stream of type "none" and players find no metadata.
 */
export function withoutSetDataFrame(payload: Buffer): Buffer {
  return startsWith(payload, SET_DATA_FRAME) ? payload.subarray(SET_DATA_FRAME.length) : payload
}

/**
 * Reads an `onMetaData` script message; `null` for any other script message and for data that cannot be
 * decoded. That is no reason to end a push: the library's decoder also fails on nested ECMA arrays, which are
 * legal, and a stream can be played without metadata.
 */
export function readMetadata(payload: Buffer): StreamMetadata | null {
  if (!startsWith(payload, ON_META_DATA)) return null
  const fields = decodeFields(payload)
  return (
    fields && {
      width: side(fields.width),
      height: side(fields.height),
      hasAudio: declares(fields.audiocodecid, fields.hasAudio),
      hasVideo: declares(fields.videocodecid, fields.hasVideo),
    }
  )
}

function decodeFields(payload: Buffer): MetadataFields | null {
  try {
    const { dataObj } = amf.decodeAmf0Data(payload)
    return typeof dataObj === 'object' ? dataObj : null
  } catch {
    return null
  }
}

function startsWith(payload: Buffer, head: Buffer): boolean {
  return payload.subarray(0, head.length).equals(head)
}

// Codec ids come as numbers (7, 10) or as names ("avc1", "mp4a"), by encoder.
function declares(codecId: unknown, flag: unknown): boolean {
  return (
    flag === true ||
    (typeof codecId === 'number' && codecId > 0) ||
    (typeof codecId === 'string' && codecId !== '')
  )
}

function side(value: unknown): number {
  return typeof value === 'number' && value > 0 && value <= LARGEST_SIDE ? Math.round(value) : 0
}
