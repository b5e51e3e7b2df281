/** Small values kept on the phone. A full or broken store costs convenience, never the show. */
export type KeyValueStore = {
  read(key: string): unknown
  write(key: string, value: object | string): void
  remove(key: string): void
}

export const deviceStore: KeyValueStore = {
  read: (key) => attempt(() => wx.getStorageSync<unknown>(key)),
  write: (key, value) => void attempt(() => wx.setStorageSync(key, value)),
  remove: (key) => void attempt(() => wx.removeStorageSync(key)),
}

function attempt<Value>(action: () => Value): Value | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
