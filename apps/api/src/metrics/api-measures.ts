import type {
  EndReason,
  ErrorCode,
  OperationName,
  RoomPhase,
  RoomStatus,
  StreamObservation,
} from '@kaibo/live-core'
import type { OutsideErrorKind } from '../outside/outside-error.ts'
import { Counter } from './counter.ts'
import { Histogram } from './histogram.ts'
import type { Registry } from './registry.ts'

/** `none`: an address that no operation has, or the documents. */
export type MeasuredOperation = OperationName | 'none'
export type StatusClass = '2xx' | '3xx' | '4xx' | '5xx' | 'aborted'

/** A request is served from memory or by a few statements; one that calls WeChat may take five seconds. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
/** An outside call has five seconds at most. */
const OUTSIDE_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5]

/** What the parts of the API report of themselves. Each part gets the one that is its own. */
export const apiMeasures = (registry: Registry) => ({
  requests: registry.add(
    new Histogram<{ operation: MeasuredOperation; status: StatusClass }>(
      'kaibo_http_request_seconds',
      'How long requests took, by operation and class of status',
      REQUEST_SECONDS,
    ),
  ),
  outsideCalls: registry.add(
    new Histogram<{ service: string; outcome: 'ok' | OutsideErrorKind }>(
      'kaibo_outside_call_seconds',
      'How long calls of outside services took, second tries included, by what came of them',
      OUTSIDE_SECONDS,
    ),
  ),
  callbacks: registry.add(
    new Counter<{ provider: string; outcome: string }>(
      'kaibo_callbacks_total',
      'Callbacks and hooks of the provider, by what became of them',
    ),
  ),
  providerCalls: registry.add(
    new Counter<{
      action: 'query' | 'drop' | 'forbid' | 'resume'
      outcome: StreamObservation['state'] | 'done' | OutsideErrorKind
    }>('kaibo_provider_calls_total', 'Questions to the provider and commands for streams, by their outcome'),
  ),
  repairs: registry.add(
    new Counter<{ from: RoomPhase; to: RoomPhase }>(
      'kaibo_room_repairs_total',
      'Rooms whose phase changed because the provider was asked, not by a callback',
    ),
  ),
  roomChanges: registry.add(
    new Counter<{ status: RoomStatus | 'unknown'; end_reason: EndReason | 'unknown' | '' }>(
      'kaibo_room_changes_total',
      'Changes of rooms that were published, by the status that the room then had; one may count twice',
    ),
  ),
  urls: registry.add(
    new Counter<{ kind: 'push' | 'play'; outcome: 'issued' | 'not_playable' | ErrorCode }>(
      'kaibo_url_requests_total',
      'Requests for push and play URLs, by what was answered',
    ),
  ),
})
export type ApiMeasures = ReturnType<typeof apiMeasures>
