export * from './image.ts'
export * from './image-id.ts'
