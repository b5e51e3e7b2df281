export { CompileError, type CompileProblem } from './compile/compile-error.ts'
export { PortUnavailable } from './server/listen.ts'
export { type Preview, type PreviewOptions, startPreview } from './server/start-preview.ts'
