import type { KeyValueStore } from '../platform/storage.ts'

/** A phone's storage with these values. */
export function aStore(kept: Record<string, unknown> = {}): KeyValueStore {
  const values = new Map(Object.entries(kept))
  return {
    read: (key) => values.get(key),
    write: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  }
}
