import { plainAddress } from '../../net/peer-address.ts'
import type { StreamRequest } from '../access/access-rules.ts'
import { isRefusal } from '../access/refusal.ts'
import { END_REASONS } from '../end-reason.ts'
import { FlvPublication } from '../flv/flv-publication.ts'
import { answerText, answerUnread, type Exchange, REFUSAL_STATUS } from './answer.ts'
import type { MediaContext } from './media-context.ts'

/**
 * `POST /APP/STREAM.flv` with an FLV body that lasts as long as the push. The verdict comes before the body is
 * read, and before the go-ahead for a client that asks for one (`Expect: 100-continue`).
 */
export function pushHttpFlv(exchange: Exchange, stream: StreamRequest, context: MediaContext): void {
  const { request, response } = exchange
  const { desk, logger } = context
  let answered = false
  const push = desk.openPush(stream, {
    userIp: plainAddress(request.socket.remoteAddress),
    disconnect: () => {
      // Cut, not answered: a publisher that only writes would not notice anything else.
      if (!answered) request.destroy()
    },
    sever: () => request.destroy(),
  })
  if (isRefusal(push)) {
    logger.info(`HTTP-FLV push refused: ${push.text}`)
    answerUnread(exchange, REFUSAL_STATUS[push.kind], push.text)
    return
  }
  const publication = new FlvPublication(push, desk.limits.messageBytes)
  request.on('data', (bytes: Buffer) => {
    const fault = publication.take(bytes)
    if (!fault) return
    logger.warn(`HTTP-FLV push closed: ${fault.text}`)
    answered = true
    answerUnread(exchange, fault.tooBig ? 413 : 400, fault.text)
    publication.end(fault.reason)
  })
  request.on('end', () => {
    if (answered) return
    answered = true
    publication.finish(END_REASONS.tcpEnd)
    answerText(response, 200, 'the push has ended')
  })
  // Neither comes after an orderly end.
  request.on('error', () => publication.lose(END_REASONS.tcpError))
  request.on('close', () => publication.lose(END_REASONS.tcpError))
  if (request.headers.expect !== undefined) response.writeContinue()
}
