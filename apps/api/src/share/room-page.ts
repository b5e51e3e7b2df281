/** The page that shows a room, as WeChat's calls take it: without a slash in front. The page reads `room`. */
export type RoomPage = { page: string; query: string }

export const roomPageOf = (roomPage: string, roomId: string): RoomPage => ({
  page: roomPage,
  query: `room=${encodeURIComponent(roomId)}`,
})
