import { type DestinationStream, type Logger, pino } from 'pino'
import { briefError } from '../http/brief-error.ts'
import { onlyKnownFields } from './log-fields.ts'
import { createScrubber } from './scrubber.ts'

type Options = {
  level: string
  /** Values that no line may hold. */
  secrets: readonly string[]
  destination?: DestinationStream
}

/**
 * The log: one JSON line for each thing that happened, on stdout. Three nets keep secrets out of it: only known fields,
 * of an error only its brief, and every line scrubbed.
 */
export function createLogger({ level, secrets, destination = stdout() }: Options): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { err: briefError },
      // Not of a child's own fields, which pino never shows it: those of the sources are looked at by a test.
      formatters: { log: onlyKnownFields },
      hooks: { streamWrite: createScrubber(secrets) },
    },
    destination,
  )
}

/** Written at once: buffered lines would be lost with a killed process, and flushed for ever into a pipe that broke. */
const stdout = () => pino.destination({ fd: 1, sync: true })
