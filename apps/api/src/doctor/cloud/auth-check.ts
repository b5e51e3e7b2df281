import type { Words } from '../../cli/words.ts'
import type { AuthKeys } from '../../provider/tencent-css/cloud-api/console/auth-keys.ts'
import type { Check } from '../check.ts'
import { type Finding, ok } from '../finding.ts'
import { judgeAuth } from './judge-auth.ts'
import { unauthorizedFinding } from './unauthorized-finding.ts'

export type AuthOptions = Pick<Check, 'id' | 'title' | 'needs'> & {
  hosts: readonly string[]
  /** What Tencent says of a domain; rejects with `OutsideError`. */
  describe(host: string): Promise<AuthKeys>
  /** The right that asking takes. */
  right: string
  ours: OurKeys
  /** How long our URLs are meant to be valid. */
  validSeconds: number
  /** Where in the console it is set. */
  place: Words
}

/** Our keys and the names of their variables. */
export type OurKeys = { primary: string; backup?: string; variable: string; backupVariable: string }

/** Whether a domain asks for signatures, and for ours. */
export const authCheck = (options: AuthOptions): Check => ({
  id: options.id,
  section: 'cloud',
  title: options.title,
  needs: options.needs,
  async run() {
    try {
      const findings = await Promise.all(
        options.hosts.map(async (host) => judgeAuth(host, await options.describe(host), options)),
      )
      const troubles = findings.flat()
      return troubles.length > 0 ? troubles : [fine(options.id)]
    } catch (error) {
      return [unauthorizedFinding(options.id, [options.right], error)]
    }
  },
})

const fine = (id: string): Finding =>
  ok(`${id}.ok`, { zh: '已开启，密钥与这里的相同', en: 'Switched on, with the keys that are used here.' })
