import { deviceId as deviceIdSchema } from '@kaibo/live-core'
import type { KeyValueStore } from '../platform/storage.ts'

const STORAGE_KEY = 'device'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
const LENGTH = 24

type Dependencies = {
  store: KeyValueStore
  /** Returns a number in [0, 1), as `Math.random` does. It tells one person's few devices apart and is no secret. */
  random: () => number
}

/** This phone's own name, drawn when it is first needed and kept on the phone. */
export function createDeviceId({ store, random }: Dependencies): () => string {
  let known: string | undefined
  const draw = (): string => {
    const drawn = Array.from({ length: LENGTH }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join(
      '',
    )
    store.write(STORAGE_KEY, drawn)
    return drawn
  }
  return () => {
    const stored = deviceIdSchema.safeParse(store.read(STORAGE_KEY))
    // A store that keeps nothing must not make a new device of every request.
    known ??= stored.success ? stored.data : draw()
    return known
  }
}
