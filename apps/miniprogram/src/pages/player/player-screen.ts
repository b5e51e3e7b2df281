import type { PlayerState, Room } from '@kaibo/live-core'
import { tintOf } from '../../components/room-card/room-card-view.ts'
import { type SlateView, slate } from '../../components/slate/slate-view.ts'
import { durationText } from '../../machine/duration-text.ts'
import type { Texts } from '../../text/index.ts'

/** What the player page draws over the picture. */
export type PlayerScreen = {
  title: string
  broadcaster: string
  coverUrl: string
  tint: number
  /** A poster in the picture's place, until the first picture of this visit. */
  poster: boolean
  spinner: boolean
  /** A line at the top; empty for none. */
  notice: string
  slate: SlateView | null
  live: boolean
  /** Whether something on the screen counts. */
  counting: boolean
}

type PlayerTexts = Texts['player']

/** @param nowMs the server's clock, which the deadline is on */
export function playerScreen(
  { roomId, room, view }: Pick<PlayerState, 'roomId' | 'room' | 'view'>,
  nowMs: number,
  texts: PlayerTexts,
): PlayerScreen {
  const { kind } = view
  return {
    title: room?.title ?? '',
    broadcaster: room?.broadcaster.displayName ?? '',
    coverUrl: room?.coverUrl ?? '',
    tint: tintOf(roomId),
    poster: kind === 'connecting',
    spinner: kind === 'connecting' || kind === 'buffering',
    notice: kind === 'checking' ? texts.checking : '',
    slate: slateOf(view, room, nowMs, texts),
    live: kind === 'playing' || kind === 'buffering' || kind === 'checking',
    counting: kind === 'interrupted',
  }
}

function slateOf(
  view: PlayerState['view'],
  room: Room | null,
  nowMs: number,
  texts: PlayerTexts,
): SlateView | null {
  const secondary = texts.back
  switch (view.kind) {
    case 'interrupted':
      return slate({
        icon: 'clock',
        title: texts.interruptedTitle,
        hint: texts.interruptedHint,
        ...remaining(view.untilMs, nowMs, texts),
        secondary,
      })
    case 'not-started':
      return slate({ icon: 'clock', title: texts.notStartedTitle, hint: texts.notStartedHint, secondary })
    case 'window-ended':
      return slate({
        icon: 'clock',
        title: texts.windowEndedTitle,
        hint: texts.windowEndedHint,
        primary: texts.retry,
        secondary,
      })
    case 'ended':
      return slate({
        icon: 'broadcast',
        title: texts.endedTitle,
        hint: texts.endedHint,
        ...duration(room, texts),
        secondary,
      })
    case 'gone':
      return slate({ icon: 'alert', title: texts.goneTitle, hint: texts.goneHint, secondary })
    case 'offline':
      return slate({
        icon: 'offline',
        title: texts.offlineTitle,
        hint: texts.offlineHint,
        secondary,
        veil: true,
      })
    case 'unavailable':
      return slate({
        icon: 'refresh',
        title: texts.unavailableTitle,
        hint: texts.unavailableHint,
        primary: texts.retry,
        secondary,
        veil: true,
      })
    case 'failed': {
      const unsupported = view.reason === 'unsupported-format'
      return slate({
        icon: 'alert',
        title: unsupported ? texts.unsupportedTitle : texts.refusedTitle,
        hint: unsupported ? texts.unsupportedHint : texts.refusedHint,
        primary: texts.retry,
        secondary,
      })
    }
    default:
      return null
  }
}

/** No count without a deadline, and none once it has passed: the server decides what comes then. */
function remaining(untilMs: number | undefined, nowMs: number, texts: PlayerTexts): Partial<SlateView> {
  if (untilMs === undefined || untilMs <= nowMs) return {}
  return { figure: durationText(untilMs - nowMs + 999), figureLabel: texts.interruptedCount }
}

function duration(room: Room | null, texts: PlayerTexts): Partial<SlateView> {
  if (room?.startedAt === undefined || room.endedAt === undefined) return {}
  const passedMs = Date.parse(room.endedAt) - Date.parse(room.startedAt)
  return { figure: durationText(passedMs), figureLabel: texts.endedDuration }
}
