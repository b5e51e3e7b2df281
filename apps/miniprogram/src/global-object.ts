/**
 * Stands in for `globalThis`, which old iOS clients do not have; the build puts it in its place. Libraries only
 * keep their settings on it, and whatever is shared by all of this bundle's modules serves that.
 */
export const globalObject: Record<string, unknown> = {}
