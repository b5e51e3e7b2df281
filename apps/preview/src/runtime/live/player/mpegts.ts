import module from 'mpegts.js'

// The package's types describe an ES module, what it ships is CommonJS: `module` is, at run time, already what the
// types call its `default`.
const shipped: unknown = module
export const mpegts = shipped as typeof module.default
