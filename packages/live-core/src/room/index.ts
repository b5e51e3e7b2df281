export * from './create-room.ts'
export * from './list-rooms.ts'
export * from './room.ts'
export * from './room-id.ts'
