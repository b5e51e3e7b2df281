import type { RoomCard } from './room-card-view.ts'

/** One room in the grid, as a cover with its state. Raises `open` with the room's id. */
Component({
  properties: {
    // The typings know properties of objects only as `Record<string, any>`; the view model says what is in it.
    room: { type: Object, value: {} as RoomCard },
  },
  methods: {
    onTap() {
      this.triggerEvent('open', { roomId: this.data.room.id })
    },
  },
})
