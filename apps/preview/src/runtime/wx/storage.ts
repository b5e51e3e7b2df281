import type { Phone } from '../phone/phone.ts'
import { asyncApi, type Options, WxFail } from './async-api.ts'

const PREFIX = 'storage:'
const LIMIT_KB = 10_240

/** Storage of this user's phone alone. A missing key reads as `''`, synchronously, and fails asynchronously. */
export function storageApis(phone: Phone) {
  const keys = () =>
    phone
      .names()
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => name.slice(PREFIX.length))
  const get = (key: string): unknown => phone.read(PREFIX + key)
  const set = (key: string, data: unknown) => phone.write(PREFIX + key, data ?? null)
  const remove = (key: string) => phone.remove(PREFIX + key)
  const clear = () => {
    for (const key of keys()) remove(key)
  }
  const info = () => {
    const bytes = keys().reduce((sum, key) => sum + JSON.stringify(get(key)).length, 0)
    return { keys: keys(), currentSize: Math.ceil(bytes / 1024), limitSize: LIMIT_KB }
  }
  const keyOf = ({ key }: Options) => String(key)
  return {
    getStorageSync: (key: string) => get(key) ?? '',
    setStorageSync: set,
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: info,
    getStorage: asyncApi('getStorage', (options) => {
      const data = get(keyOf(options))
      if (data === undefined) throw new WxFail('data not found')
      return { data }
    }),
    setStorage: asyncApi('setStorage', (options) => void set(keyOf(options), options.data)),
    removeStorage: asyncApi('removeStorage', (options) => void remove(keyOf(options))),
    clearStorage: asyncApi('clearStorage', () => void clear()),
    getStorageInfo: asyncApi('getStorageInfo', () => info()),
  }
}
