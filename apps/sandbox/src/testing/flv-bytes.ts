/// <reference path="../origin/rtmp/nms.d.ts" />
import Flv from 'node-media-server/src/protocol/flv.js'
import { FRAMES, onMetaData, SCRIPT, VIDEO } from './frames.ts'

/** An FLV tag with its size field. */
export function flvTag(type: number, timestampMs: number, data: Buffer): Buffer {
  return Flv.createMessage({ codec_type: type, dts: timestampMs, size: data.length, data })
}

export const FLV_HEADER = Flv.createHeader(true, true)

/** What a publisher sends first: header, metadata, codec header and a keyframe. */
export function flvOpening(mark = ''): Buffer {
  return Buffer.concat([
    FLV_HEADER,
    flvTag(SCRIPT, 0, onMetaData({ width: 640, height: 360, videocodecid: 7 })),
    flvTag(VIDEO, 0, FRAMES.videoHeader),
    flvTag(VIDEO, 0, FRAMES.key(mark)),
  ])
}
