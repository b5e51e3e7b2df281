import { initialPusherState, type PusherEvent, type PusherState, type Room } from '@kaibo/live-core'
import { createTicker } from '../../machine/ticker.ts'
import type { PermissionPlatform } from '../../platform/permissions.ts'
import { failureCode } from '../../services/api-error.ts'
import type { ServerClock } from '../../services/server-clock.ts'
import type { Texts } from '../../text/index.ts'
import type { OwnBroadcast } from './own-broadcast.ts'
import { checkPermissions, type Gate, passGate } from './permission-flow.ts'
import { createPusherController, type PusherControllerDependencies } from './pusher-controller.ts'
import { type PusherScreen, pusherScreen } from './pusher-screen.ts'

/** Everything about the broadcast that the page renders. */
export type DeskView = PusherScreen & {
  /** There is a room, and something to tell of it. */
  tellable: boolean
  /** The camera may be shown. */
  camera: boolean
  /** A room is being opened. */
  opening: boolean
  formError: string
  /** The title of a room that can be continued; empty for none. */
  previousTitle: string
}

export type DeskDependencies = Omit<PusherControllerDependencies, 'render'> & {
  permissions: PermissionPlatform
  broadcast: OwnBroadcast
  clock: Pick<ServerClock, 'nowMs'>
  texts: Texts
  render: (view: DeskView) => void
}

export type PusherDesk = ReturnType<typeof createPusherDesk>

/** A broadcaster's page without its template: permissions, the room, and the pusher machine. */
export function createPusherDesk(dependencies: DeskDependencies) {
  const { permissions, broadcast, clock, texts } = dependencies
  let gate: Gate = 'checking'
  let state: PusherState = initialPusherState()
  let previous: Room | undefined
  let liveSinceMs: number | undefined
  let opening = false
  let formError = ''

  const render = (): void => {
    const screen = pusherScreen(state, gate, liveMs(), texts.pusher)
    ticker.run(screen.counting)
    dependencies.render({
      ...screen,
      tellable: state.roomId !== null,
      camera: gate === 'granted' && screen.slateAction !== 'again',
      opening,
      formError,
      previousTitle: previous?.title ?? '',
    })
  }
  const ticker = createTicker(render)

  const liveMs = (): number => {
    const startedAt = state.room?.startedAt
    const sinceMs = startedAt === undefined ? liveSinceMs : Date.parse(startedAt)
    if (sinceMs === undefined) return 0
    const endedAt = state.room?.endedAt
    return (endedAt === undefined ? clock.nowMs() : Date.parse(endedAt)) - sinceMs
  }

  const controller = createPusherController({
    ...dependencies,
    render(next) {
      state = next
      if (next.view.kind === 'live') liveSinceMs ??= clock.nowMs()
      if (next.view.kind === 'ended') broadcast.forget()
      render()
    },
  })
  const tell = (event: PusherEvent): void => controller.dispatch(event)

  const settleGate = async (checked: Promise<Gate>): Promise<void> => {
    gate = await checked
    render()
    // The component met a refusal in mid-show, and it has been undone.
    const { kind } = state.view
    if (gate === 'granted' && (kind === 'camera-denied' || kind === 'microphone-denied')) {
      tell({ type: 'retry-chosen' })
    }
  }

  return {
    tell,
    checkGate: () => settleGate(checkPermissions(permissions)),
    /** From a tap only. */
    passGate: () =>
      settleGate(passGate(permissions, gate === 'granted' || gate === 'checking' ? 'refused' : gate)),
    async findPrevious() {
      previous = await broadcast.findUnfinished()
      render()
    },
    async goLive(title: string) {
      if (opening) return
      opening = true
      formError = ''
      render()
      try {
        const room = await broadcast.open(title)
        tell({ type: 'go-live-requested', roomId: room.id })
      } catch (error) {
        formError = texts.failures[failureCode(error)]
      }
      opening = false
      render()
    },
    continuePrevious() {
      if (previous === undefined) return
      const { id: roomId, startedAt } = previous
      if (startedAt !== undefined) liveSinceMs = Date.parse(startedAt)
      tell({ type: 'go-live-requested', roomId, resume: true })
    },
    room: () => state.room,
    roomId: () => state.roomId,
    dispose() {
      ticker.run(false)
      controller.dispose()
    },
  }
}
