import type { RoomList } from '@kaibo/live-core'
import { type RoomCard, roomCard } from '../../components/room-card/room-card-view.ts'
import { failureCode } from '../../services/api-error.ts'
import type { Texts } from '../../text/index.ts'

/** What the list shows. `more`: the line below the last card. */
export type RoomFeedView = {
  phase: 'loading' | 'ready' | 'empty' | 'error'
  cards: RoomCard[]
  more: 'idle' | 'loading' | 'failed' | 'end'
  failure: string
}

export const initialFeed: RoomFeedView = { phase: 'loading', cards: [], more: 'idle', failure: '' }

type Dependencies = {
  listRooms: (cursor?: string) => Promise<RoomList>
  texts: Texts
  /** Gets what changed. */
  render: (patch: Partial<RoomFeedView>) => void
}

export type RoomFeed = {
  /** Loads the first page anew. Cards stay on screen meanwhile, and stay when it fails. False when it failed. */
  refresh(): Promise<boolean>
  /** Loads the next page, if there is one and none is under way. */
  loadMore(): Promise<void>
}

/** The room list's logic: paging, and what to show when loading fails. */
export function createRoomFeed({ listRooms, texts, render }: Dependencies): RoomFeed {
  let cards: RoomCard[] = []
  let cursor: string | null = null
  let loadingMore = false
  // An answer of an older round must not overwrite a newer one.
  let round = 0

  const show = (page: RoomList, before: RoomCard[]): void => {
    cards = mergeCards(
      before,
      page.items.map((room) => roomCard(room, texts.rooms)),
    )
    cursor = page.nextCursor
    render({
      cards,
      phase: cards.length === 0 ? 'empty' : 'ready',
      more: cursor === null ? 'end' : 'idle',
      failure: '',
    })
  }

  return {
    async refresh() {
      const mine = ++round
      loadingMore = false
      if (cards.length === 0) render({ phase: 'loading', failure: '' })
      try {
        const page = await listRooms()
        if (mine === round) show(page, [])
        return true
      } catch (error) {
        if (mine !== round) return true
        if (cards.length === 0) render({ phase: 'error', failure: texts.failures[failureCode(error)] })
        else render({ more: cursor === null ? 'end' : 'idle' })
        return false
      }
    },
    async loadMore() {
      if (loadingMore || cursor === null) return
      const mine = round
      loadingMore = true
      render({ more: 'loading' })
      try {
        const page = await listRooms(cursor)
        if (mine === round) show(page, cards)
      } catch {
        if (mine === round) render({ more: 'failed' })
      } finally {
        if (mine === round) loadingMore = false
      }
    },
  }
}

/** A room that moved between two pages is shown once, as the newer answer knows it. */
function mergeCards(before: RoomCard[], added: RoomCard[]): RoomCard[] {
  const merged = new Map(before.map((card) => [card.id, card]))
  for (const card of added) {
    const known = merged.get(card.id)
    if (known === undefined || known.version <= card.version) merged.set(card.id, card)
  }
  return [...merged.values()]
}
