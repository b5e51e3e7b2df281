import type { Clock } from '../../clock.ts'
import type { Config, Secrets } from '../../config/index.ts'
import type { StreamControl } from '../../provider/media-provider.ts'
import type { CloudApi } from '../../provider/tencent-css/cloud-api/cloud-api.ts'
import {
  describePlayAuthKey,
  describePushAuthKey,
} from '../../provider/tencent-css/cloud-api/console/auth-keys.ts'
import { hostOf } from '../addresses/host.ts'
import { PLAY_VARIABLES, playHostsOf } from '../addresses/media-addresses.ts'
import type { Check } from '../check.ts'
import { PATHS } from '../configuration/variable-sources.ts'
import { authCheck, type OurKeys } from './auth-check.ts'
import type { CloudFacts } from './cloud-facts.ts'
import { cloudKeyCheck } from './cloud-key-check.ts'
import { cloudRightsCheck } from './cloud-rights-check.ts'
import { CLOUD_VARIABLES } from './cloud-variables.ts'
import { liveDomainsCheck } from './live-domains-check.ts'

type Options = {
  config: Config
  secrets: Secrets
  api: CloudApi
  facts: CloudFacts
  streams: StreamControl
  clock: Clock
  streamName: string
}

/** What Tencent Cloud is asked about the account. */
export function cloudChecks({ config, secrets, api, facts, streams, clock, streamName }: Options): Check[] {
  const { tencentCss, validity } = config
  return [
    cloudKeyCheck(facts),
    cloudRightsCheck({ facts, streams, clock, streamName }),
    liveDomainsCheck(tencentCss, facts),
    authCheck({
      id: 'push-auth',
      title: { zh: '推流鉴权', en: 'Push authentication' },
      needs: [...CLOUD_VARIABLES, 'KAIBO_PUSH_KEY', 'KAIBO_PUSH_BACKUP_KEY'],
      hosts: [hostOf(tencentCss.pushRtmpBaseUrl)],
      describe: (host) => describePushAuthKey(api, host),
      right: 'live:DescribeLivePushAuthKey',
      ours: pushKeys(secrets),
      validSeconds: validity.pushUrlSeconds,
      place: PATHS.pushDomain,
    }),
    authCheck({
      id: 'play-auth',
      title: { zh: '播放鉴权', en: 'Play authentication' },
      needs: [...CLOUD_VARIABLES, ...PLAY_VARIABLES, 'KAIBO_PLAY_KEY', 'KAIBO_PLAY_BACKUP_KEY'],
      hosts: playHostsOf(tencentCss),
      describe: (host) => describePlayAuthKey(api, host),
      right: 'live:DescribeLivePlayAuthKey',
      ours: playKeys(secrets),
      validSeconds: validity.playUrlSeconds,
      place: PATHS.playDomain,
    }),
  ]
}

const pushKeys = ({ pushKey, pushBackupKey }: Secrets): OurKeys => ({
  primary: pushKey,
  ...(pushBackupKey === undefined ? {} : { backup: pushBackupKey }),
  variable: 'KAIBO_PUSH_KEY',
  backupVariable: 'KAIBO_PUSH_BACKUP_KEY',
})

const playKeys = ({ playKey, playBackupKey }: Secrets): OurKeys => ({
  primary: playKey,
  ...(playBackupKey === undefined ? {} : { backup: playBackupKey }),
  variable: 'KAIBO_PLAY_KEY',
  backupVariable: 'KAIBO_PLAY_BACKUP_KEY',
})
