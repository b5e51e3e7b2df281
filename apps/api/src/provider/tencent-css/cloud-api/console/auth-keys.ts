import * as z from 'zod/mini'
import type { CloudApi } from '../cloud-api.ts'

/** How a domain's authentication (鉴权) is set in the console. An empty key is none. */
export type AuthKeys = {
  isEnabled: boolean
  primary: string
  backup: string
  /** By so much a play URL outlives its `txTime`. */
  authDeltaSeconds: number
}

const enable = z.pipe(
  z.int(),
  z.transform((number) => number === 1),
)
/** Without authentication Tencent leaves fields empty or out. */
const key = z.catch(z.string(), '')
const delta = z.catch(z.int().check(z.minimum(0)), 0)

const pushAnswer = z.object({
  PushAuthKeyInfo: z.object({ Enable: enable, MasterAuthKey: key, BackupAuthKey: key, AuthDelta: delta }),
})
const playAnswer = z.object({
  PlayAuthKeyInfo: z.object({ Enable: enable, AuthKey: key, AuthBackKey: key, AuthDelta: delta }),
})

/** DescribeLivePushAuthKey (Tencent document 267/30771), at most 500 calls a second. Rejects with `OutsideError`. */
export const describePushAuthKey = (api: CloudApi, domain: string): Promise<AuthKeys> =>
  api.call(
    { action: 'DescribeLivePushAuthKey', parameters: { DomainName: domain }, repeat: 'if-unknown' },
    (answer) => {
      const { PushAuthKeyInfo: info } = pushAnswer.parse(answer)
      const { Enable, MasterAuthKey, BackupAuthKey, AuthDelta } = info
      return {
        isEnabled: Enable,
        primary: MasterAuthKey,
        backup: BackupAuthKey,
        authDeltaSeconds: AuthDelta,
      }
    },
  )

/** DescribeLivePlayAuthKey (Tencent document 267/30772), at most 500 calls a second. Rejects with `OutsideError`. */
export const describePlayAuthKey = (api: CloudApi, domain: string): Promise<AuthKeys> =>
  api.call(
    { action: 'DescribeLivePlayAuthKey', parameters: { DomainName: domain }, repeat: 'if-unknown' },
    (answer) => {
      const { PlayAuthKeyInfo: info } = playAnswer.parse(answer)
      const { Enable, AuthKey, AuthBackKey, AuthDelta } = info
      return { isEnabled: Enable, primary: AuthKey, backup: AuthBackKey, authDeltaSeconds: AuthDelta }
    },
  )
