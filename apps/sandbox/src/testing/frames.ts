/// <reference path="../origin/rtmp/nms.d.ts" />
import amf from 'node-media-server/src/protocol/amf.js'

/** Messages as a publisher sends them: real heads, a mark instead of a picture. */
export const FRAMES = {
  videoHeader: Buffer.from('170000000001640028ffe000', 'hex'),
  audioHeader: Buffer.from('af001210', 'hex'),
  key: (mark = '') => Buffer.concat([Buffer.from('1701000000', 'hex'), Buffer.from(mark)]),
  inter: (mark = '') => Buffer.concat([Buffer.from('2701000000', 'hex'), Buffer.from(mark)]),
  audio: (mark = '') => Buffer.concat([Buffer.from('af01', 'hex'), Buffer.from(mark)]),
}

export const AUDIO = 8
export const VIDEO = 9
export const SCRIPT = 18

export function setDataFrame(metadata: Record<string, unknown>): Buffer {
  return amf.encodeAmf0Data({ cmd: '@setDataFrame', method: 'onMetaData', dataObj: metadata })
}

export function onMetaData(metadata: Record<string, unknown>): Buffer {
  return amf.encodeAmf0Data({ cmd: 'onMetaData', dataObj: metadata })
}
