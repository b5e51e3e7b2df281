import type { PusherState } from '@kaibo/live-core'
import { type SlateView, slate } from '../../components/slate/slate-view.ts'
import { durationText } from '../../machine/duration-text.ts'
import type { Texts } from '../../text/index.ts'
import type { Gate } from './permission-flow.ts'

export type Pill = { label: string; tone: 'live' | 'warning' | 'plain'; busy: boolean }

/** What the slate's first button does. */
export type SlateAction = 'pass-gate' | 'retry' | 'take-over' | 'again' | 'none'

/** What the broadcaster's page draws over the camera. */
export type PusherScreen = {
  /** The form before going live, or the stage. */
  phase: 'form' | 'stage'
  pill: Pill | null
  /** A line at the top about something that solves itself; empty for none. */
  notice: string
  noticeBusy: boolean
  slate: SlateView | null
  slateAction: SlateAction
  /** Whether the room can be ended here. */
  endable: boolean
  counting: boolean
}

type PusherTexts = Texts['pusher']
type View = PusherState['view']

/** @param liveMs how long the broadcast has lasted */
export function pusherScreen(
  { view, replaced }: Pick<PusherState, 'view' | 'replaced'>,
  gate: Gate,
  liveMs: number,
  texts: PusherTexts,
): PusherScreen {
  // The show of another device is not to be ended from this one by mistake.
  const notOurs = view.kind === 'ended' || view.kind === 'ending' || view.kind === 'busy-elsewhere'
  const [slateShown, slateAction] = slateOf(view, gate, liveMs, texts)
  return {
    phase: view.kind === 'idle' ? 'form' : 'stage',
    pill: pillOf(view, liveMs, texts),
    notice: isOnStage(view) && replaced === 'conflict' ? texts.conflictNotice : noticeOf(view, texts),
    noticeBusy: view.kind === 'reconnecting' || view.kind === 'unavailable' || isBackground(view),
    slate: slateShown,
    slateAction,
    endable: view.kind !== 'idle' && !notOurs,
    counting: view.kind === 'live',
  }
}

/** A view without a slate: what is told at the top is seen. */
const isOnStage = ({ kind }: View): boolean =>
  kind === 'live' || kind === 'connecting' || kind === 'reconnecting'

const isBackground = (view: View): boolean => view.kind === 'interrupted' && view.by === 'background'

function pillOf(view: View, liveMs: number, texts: PusherTexts): Pill | null {
  switch (view.kind) {
    case 'preparing':
      return { label: texts.preparing, tone: 'plain', busy: true }
    case 'connecting':
      return { label: texts.connecting, tone: 'plain', busy: true }
    case 'live':
      return { label: `${texts.live} ${durationText(liveMs)}`, tone: 'live', busy: false }
    case 'reconnecting':
    case 'offline':
    case 'unavailable':
      return { label: texts.reconnecting, tone: 'warning', busy: true }
    case 'ending':
      return { label: texts.ending, tone: 'plain', busy: true }
    case 'idle':
    case 'ended':
    case 'busy-elsewhere':
      return null
    default:
      return { label: texts.paused, tone: 'warning', busy: false }
  }
}

function noticeOf(view: View, texts: PusherTexts): string {
  switch (view.kind) {
    case 'reconnecting':
      return texts.reconnectingNotice
    case 'offline':
      return texts.offlineNotice
    case 'unavailable':
      return texts.unavailableNotice
    case 'interrupted':
      return view.by === 'call' ? texts.callNotice : texts.backgroundNotice
    default:
      return ''
  }
}

function slateOf(
  view: View,
  gate: Gate,
  liveMs: number,
  texts: PusherTexts,
): [SlateView | null, SlateAction] {
  const primary = texts.retry
  switch (view.kind) {
    case 'idle':
      return [gateSlate(gate, texts), 'pass-gate']
    case 'camera-denied':
    case 'microphone-denied':
      // The component saw a refusal that the gate has not: WeChat's settings are where it is undone.
      return [gateSlate(gate === 'granted' ? 'refused' : gate, texts), 'pass-gate']
    case 'camera-unavailable':
      return [
        slate({
          icon: 'camera',
          title: texts.cameraBusyTitle,
          hint: texts.cameraBusyHint,
          primary,
          veil: true,
        }),
        'retry',
      ]
    case 'microphone-unavailable':
      return [
        slate({ icon: 'mic-off', title: texts.micBusyTitle, hint: texts.micBusyHint, primary, veil: true }),
        'retry',
      ]
    case 'failed':
      return [
        slate({ icon: 'alert', title: texts.failedTitle, hint: texts.failedHint, primary, veil: true }),
        'retry',
      ]
    case 'busy-elsewhere':
      return [
        slate({
          icon: 'devices',
          title: view.takenOver ? texts.takenOverTitle : texts.busyTitle,
          hint: view.takenOver ? texts.takenOverHint : texts.busyHint,
          primary: texts.takeOver,
          secondary: texts.leave,
          veil: true,
        }),
        'take-over',
      ]
    case 'ended':
      return [
        slate({
          icon: 'broadcast',
          title: texts.endedTitle,
          ...(liveMs > 0 ? { figure: durationText(liveMs), figureLabel: texts.endedDuration } : {}),
          primary: texts.again,
          secondary: texts.home,
          link: texts.happened,
        }),
        'again',
      ]
    default:
      return [null, 'none']
  }
}

function gateSlate(gate: Gate, texts: PusherTexts): SlateView | null {
  switch (gate) {
    case 'granted':
    case 'checking':
      return null
    case 'ask':
      return slate({ icon: 'camera', title: texts.askTitle, hint: texts.askHint, primary: texts.askAction })
    case 'refused':
      return slate({
        icon: 'settings',
        title: texts.refusedTitle,
        hint: texts.refusedHint,
        primary: texts.refusedAction,
      })
    case 'system-refused':
      return slate({
        icon: 'settings',
        title: texts.systemTitle,
        hint: texts.systemHint,
        primary: texts.systemAction,
      })
  }
}
