import { parseArgs } from 'node:util'
import type { Options } from './command.ts'
import { commonOptions } from './common-options.ts'
import { UsageError } from './usage-error.ts'

/** The arguments of a command, as they were given. */
export type ParsedCall = ReturnType<typeof parseArgs>

/** Reads what follows the command's name. Throws `UsageError`. */
export function parseCall(args: readonly string[], options: Options): ParsedCall {
  const known = Object.entries({ ...options, ...commonOptions }).map(([name, option]) => {
    const { type, multiple = false } = { multiple: undefined, ...option }
    return [name, { type, multiple }] as const
  })
  try {
    return parseArgs({ args: [...args], options: Object.fromEntries(known), allowPositionals: true })
  } catch (error) {
    if (!isParseError(error)) throw error
    // Node's sentence names the option; what it suggests after the first one is for programmers.
    const [sentence = ''] = error.message.split(/(?<=\.)\s/)
    throw new UsageError({ zh: `参数不对：${sentence}`, en: sentence })
  }
}

const isParseError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
