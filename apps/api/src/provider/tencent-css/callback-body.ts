import * as z from 'zod/mini'
import { isStreamName } from '../../stream/stream-name.ts'
import { maskText } from './callback-mask.ts'

/** A number from 0 to `max` that may also come as its digits; Tencent's documents are not of one mind. */
const wholeNumber = (max: number) =>
  z.pipe(
    z.union([z.int(), z.string().check(z.regex(/^\d{1,15}$/))]),
    z.pipe(z.transform(Number), z.int().check(z.minimum(0), z.maximum(max))),
  )

/** UNIX seconds with ten digits: up to the year 2286. */
const seconds = wholeNumber(9_999_999_999)
const small = wholeNumber(1_000_000)

/** Free text of the provider (and of whoever forged it): bounded, without control characters and URLs' signatures. */
const note = z.pipe(
  z.string(),
  z.transform((text) => maskText(text.replace(/[^\x20-\x7e\u4e00-\u9fff]/g, '')).slice(0, 200)),
)

/**
 * Event 1 (push began) and 0 (push ended): the known fields, strictly; unknown ones are ignored, since Tencent
 * adds some. `app` is the push domain, `appname` the AppName (267/47025).
 */
export const pushEventBody = z.object({
  event_type: z.union([z.literal(0), z.literal(1)]),
  app: z.string(),
  appname: z.string(),
  stream_id: z.string().check(z.refine(isStreamName)),
  sequence: z.string().check(z.regex(/^\d{1,20}$/)),
  event_time: seconds,
  stream_param: z.catch(z.string().check(z.maxLength(2048)), ''),
  errcode: z.catch(z.optional(small), undefined),
  sub_errcode: z.catch(z.optional(small), undefined),
  errmsg: z.catch(z.optional(note), undefined),
  push_duration: z.catch(z.optional(wholeNumber(1e12)), undefined),
  width: z.catch(z.optional(small), undefined),
  height: z.catch(z.optional(small), undefined),
})
export type PushEventBody = z.infer<typeof pushEventBody>

/** The stream a body speaks of: `stream_id`, or `streamId` in moderation events. */
export function streamNameOf(body: Record<string, unknown>): string | undefined {
  return [body.stream_id, body.streamId].find(isStreamName)
}
