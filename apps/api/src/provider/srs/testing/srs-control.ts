import { inspect } from 'node:util'
import { pino } from 'pino'
import { OutsideError } from '../../../outside/outside-error.ts'
import { createOutsideServices } from '../../../outside/outside-services.ts'
import { type ManualTiming, manualTiming } from '../../../outside/testing/manual-timing.ts'
import type { Behaviour } from '../../../outside/testing/outside-server.ts'
import { type OutsideServer, openOutsideServer } from '../../../outside/testing/outside-server.ts'
import { testKeys } from '../../../testing/test-keys.ts'
import type { StreamControl } from '../../media-provider.ts'
import { createSrsControl } from '../api/create-srs-control.ts'
import { listedSrs } from './listed-srs.ts'

/** What is asked of a short list. */
export const LIST = 'GET /api/v1/streams/?start=0&count=50'

/** The control of an SRS that is a server of the test's, with time that takes none. */
export type SrsControlWorld = {
  control: StreamControl
  server: OutsideServer
  timing: ManualTiming
  /** What the server lists; the test fills it. */
  streams: Record<string, unknown>[]
  kicked: string[]
  logLines: string[]
  /** Lists and cuts as SRS does: at once, and the stream is inactive from then on. */
  orderly: Behaviour
  /** Methods and paths so far. */
  calls(): string[]
}

export async function openSrsControl(): Promise<SrsControlWorld> {
  const kicked: string[] = []
  const logLines: string[] = []
  const timing = manualTiming()
  const orderly = listedSrs(
    () => world.streams,
    (clientId) => {
      kicked.push(clientId)
      world.streams = world.streams.map((stream) =>
        isOf(stream, clientId) ? ended(stream, clientId) : stream,
      )
    },
  )
  const server = await openOutsideServer(orderly)
  const logger = pino({ base: null, level: 'trace' }, { write: (line: string) => void logLines.push(line) })
  const base = 'rtmp://media.example.test/live'
  const control = createSrsControl(
    {
      pushRtmpBaseUrl: base,
      playFlvBaseUrl: base,
      playRtmpBaseUrl: base,
      playHlsBaseUrl: base,
      apiBaseUrl: server.address,
      apiUser: 'kaibo',
      hookSources: [],
    },
    testKeys,
    { service: createOutsideServices(logger, timing).srs, timing },
  )
  const world: SrsControlWorld = {
    control,
    server,
    timing,
    streams: [],
    kicked,
    logLines,
    orderly,
    calls: () => server.requests.map(({ method, url }) => `${method} ${url}`),
  }
  return world
}

const isOf = ({ publish }: Record<string, unknown>, clientId: string): boolean =>
  typeof publish === 'object' && publish !== null && Reflect.get(publish, 'cid') === clientId

const ended = (stream: Record<string, unknown>, cid: string) => ({
  ...stream,
  publish: { active: false, cid },
})

export async function failureOf(promise: Promise<unknown>): Promise<OutsideError> {
  const error: unknown = await promise.then(
    (value) => value,
    (failure: unknown) => failure,
  )
  if (!(error instanceof OutsideError)) throw new Error(`Expected an OutsideError, got ${inspect(error)}`)
  return error
}
