import * as z from 'zod/mini'
import { lineOfText } from '../wire/text.ts'

export const MAX_REASON_LENGTH = 300

export const applyToBroadcastRequest = z.strictObject({ reason: lineOfText(MAX_REASON_LENGTH) })
export type ApplyToBroadcastRequest = z.infer<typeof applyToBroadcastRequest>
