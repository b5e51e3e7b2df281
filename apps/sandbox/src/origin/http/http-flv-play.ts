import type { ServerResponse } from 'node:http'
import type { StreamRequest } from '../access/access-rules.ts'
import { isRefusal } from '../access/refusal.ts'
import { answerText, REFUSAL_STATUS } from './answer.ts'
import { responseOutput } from './flv-output.ts'
import { FlvViewer } from './flv-viewer.ts'
import type { MediaContext } from './media-context.ts'

/** `GET /APP/STREAM.flv`: the verdict comes before a viewer exists, as a real status with a line of text. */
export function playHttpFlv(
  response: ServerResponse,
  request: StreamRequest,
  { desk, logger }: MediaContext,
): void {
  const broadcast = desk.openPlay(request)
  if (isRefusal(broadcast)) {
    logger.info(`HTTP-FLV refused: ${broadcast.text}`)
    answerText(response, REFUSAL_STATUS[broadcast.kind], broadcast.text)
    return
  }
  // Without chunked framing the end of the connection is the end of the stream, and every tag is written
  // as it is.
  response.removeHeader('Transfer-Encoding')
  response.writeHead(200, { 'Content-Type': 'video/x-flv', Connection: 'close' })
  response.flushHeaders()
  response.socket?.setNoDelay(true)
  const viewer = new FlvViewer(responseOutput(response), {
    backlogBytes: desk.limits.backlogBytes,
    stalled: () => logger.warn('HTTP-FLV viewer dropped: it does not read what it asked for'),
  })
  const unsubscribe = broadcast.subscribe(viewer)
  response.once('close', unsubscribe)
  response.on('error', unsubscribe)
}
