export * from './room-scene.ts'
export * from './share.ts'
