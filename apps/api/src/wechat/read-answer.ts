import * as z from 'zod/mini'
import { OutsideError } from '../outside/outside-error.ts'
import { errorKindOf } from './wechat-errcode.ts'

const anyAnswer = z.looseObject({ errcode: z.optional(z.int()) })

/**
 * An answer of WeChat's server API in JSON, whatever content type it names. An errcode that is left out is success.
 * Throws `OutsideError` with the errcode for an error, and `ZodError` or `SyntaxError` for what is no such answer.
 */
export function readAnswer<Schema extends z.ZodMiniType>(
  service: string,
  text: string,
  schema: Schema,
): z.output<Schema> {
  const answer = anyAnswer.parse(JSON.parse(text))
  const { errcode = 0 } = answer
  if (errcode !== 0) throw new OutsideError(errorKindOf(errcode), service, String(errcode))
  return schema.parse(answer)
}
