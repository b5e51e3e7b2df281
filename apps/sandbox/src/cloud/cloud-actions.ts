import type { z } from 'zod'
import { CloudError } from './cloud-error.ts'
import { forbidParameters, readParameters, streamParameters } from './cloud-parameters.ts'

/** `StreamState` of DescribeLiveStreamState. */
export type StreamState = 'active' | 'inactive' | 'forbid'

/** What the cloud API can do to the streams of the media origin. */
export interface StreamControl {
  state(streamName: string): StreamState
  drop(streamName: string): void
  forbid(streamName: string, untilMs: number): void
  allow(streamName: string): void
}

export interface CloudActionsOptions {
  readonly streams: StreamControl
  readonly appName: string
  readonly pushDomain: string
  readonly clock: () => number
  /** What is said instead of a stream's true state, if anything. */
  readonly lie: () => StreamState | undefined
}

/** The fields of an answer, as JSON can carry them. */
export type CloudAnswer = Readonly<Record<string, unknown>>

/** Carries out a call and returns the fields of its answer. */
export type CloudAction = (body: Buffer) => CloudAnswer

export type StreamActionName =
  | 'DescribeLiveStreamState'
  | 'DropLiveStream'
  | 'ForbidLiveStream'
  | 'ResumeLiveStream'

const DAY_MS = 24 * 3600 * 1000
const FORBIDDEN_BY_DEFAULT_MS = 7 * DAY_MS
const LONGEST_FORBIDDEN_MS = 90 * DAY_MS

/**
 * The four actions on streams, as tencentcloud.com/document/product/267/30793 to 30796 describe them. Dropping, forbidding and
 * resuming succeed whatever the state of the stream was. Every action throws CloudError.
 */
export function cloudActions(options: CloudActionsOptions): Record<StreamActionName, CloudAction> {
  const { streams, clock, lie } = options
  const read = <Output extends z.infer<typeof streamParameters>>(
    schema: z.ZodType<Output>,
    body: Buffer,
  ): Output => {
    const parameters = readParameters(schema, body)
    if (parameters.AppName !== options.appName) throw notYours('AppName')
    if (parameters.DomainName !== options.pushDomain) throw notYours('DomainName')
    return parameters
  }
  return {
    DescribeLiveStreamState: (body) => {
      const { StreamName } = read(streamParameters, body)
      return { StreamState: lie() ?? streams.state(StreamName) }
    },
    DropLiveStream: (body) => {
      streams.drop(read(streamParameters, body).StreamName)
      return {}
    },
    ForbidLiveStream: (body) => {
      const { StreamName, ResumeTime } = read(forbidParameters, body)
      streams.forbid(StreamName, resumeMs(ResumeTime, clock()))
      return {}
    },
    ResumeLiveStream: (body) => {
      streams.allow(read(streamParameters, body).StreamName)
      return {}
    },
  }
}

function notYours(name: string): CloudError {
  return new CloudError('InvalidParameterValue', `${name}: not one of yours`)
}

function resumeMs(resumeTime: string | undefined, nowMs: number): number {
  if (resumeTime === undefined) return nowMs + FORBIDDEN_BY_DEFAULT_MS
  const untilMs = Date.parse(resumeTime)
  if (untilMs > nowMs && untilMs <= nowMs + LONGEST_FORBIDDEN_MS) return untilMs
  throw new CloudError('InvalidParameterValue', 'ResumeTime: must lie ahead, by 90 days at most')
}
