/// <reference path="./nms.d.ts" />
import amf from 'node-media-server/src/protocol/amf.js'
import { RtmpViolation } from './rtmp-violation.ts'

/** The commands that mean something here, checked field by field: the decoder promises nothing. */
export type RtmpCommand =
  | { readonly name: 'connect'; readonly transactionId: number; readonly appName: string }
  | { readonly name: 'createStream'; readonly transactionId: number }
  | { readonly name: 'publish' | 'play'; readonly streamName: string; readonly query: string }
  | { readonly name: 'deleteStream' | 'closeStream' }
  | { readonly name: 'other' }

/**
 * Decodes an AMF0 command message.
 * @throws RtmpViolation when a known command lacks what it must carry, or any error of the AMF0 decoder
 */
export function readCommand(payload: Buffer): RtmpCommand {
  const { cmd, transId, cmdObj, streamName } = amf.decodeAmf0Cmd(payload)
  if (typeof cmd !== 'string') throw new RtmpViolation('a command without a name')
  const transactionId = typeof transId === 'number' ? transId : 0
  switch (cmd) {
    case 'connect':
      return { name: 'connect', transactionId, appName: appNameOf(cmdObj) }
    case 'createStream':
      return { name: 'createStream', transactionId }
    case 'publish':
    case 'play':
      return { name: cmd, ...splitStreamName(streamName) }
    case 'deleteStream':
    case 'closeStream':
      return { name: cmd }
    case 'FCUnpublish':
      // Encoders send it just before deleteStream, and it says the same.
      return { name: 'deleteStream' }
    default:
      return { name: 'other' }
  }
}

function appNameOf(commandObject: unknown): string {
  if (typeof commandObject !== 'object' || commandObject === null || !('app' in commandObject)) {
    throw new RtmpViolation('"connect" without an object that names the app')
  }
  const { app } = commandObject
  if (typeof app !== 'string') throw new RtmpViolation('"connect" with an app that is not text')
  // Some clients write the app as a folder: "live/".
  return app.replace(/\/$/, '')
}

function splitStreamName(value: unknown): { streamName: string; query: string } {
  if (typeof value !== 'string') throw new RtmpViolation('"publish" or "play" without a stream name')
  const mark = value.indexOf('?')
  if (mark < 0) return { streamName: value, query: '' }
  return { streamName: value.slice(0, mark), query: value.slice(mark + 1) }
}
