import type { Sandbox } from '@kaibo/sandbox'
import { type Misconfiguration, setting } from './misconfiguration.ts'
import { SECRETS } from './secrets.ts'

type CloudFaults = NonNullable<Parameters<Sandbox['faults']['set']>[0]['cloud']>
type ConsoleFaults = NonNullable<CloudFaults['console']>

/** Sets the console otherwise, on top of what makes it right. */
export const inTheConsole =
  (change: ConsoleFaults): Misconfiguration['inject'] =>
  ({ sandbox }) => {
    const right = sandbox.faults.current.cloud?.console ?? {}
    const callbacks = { ...right.callbacks, ...change.callbacks }
    sandbox.faults.set({ cloud: { console: { ...right, ...change, callbacks } } })
  }

const mayNot =
  (...actions: NonNullable<CloudFaults['actions']>): Misconfiguration['inject'] =>
  ({ sandbox }) => {
    const { cloud } = sandbox.faults.current
    sandbox.faults.set({ cloud: { ...cloud, failure: 'unauthorized', actions } })
  }

/** Wrong in Tencent's console, or between it and the configuration. */
export const AT_TENCENT: Misconfiguration[] = [
  {
    what: 'the SecretId was deleted',
    code: 'cloud-key.secret-id',
    inject: setting({ KAIBO_CLOUD_SECRET_ID: 'AKIDcanarydeleted0123456789abcdef' }),
  },
  {
    what: 'the SecretKey is that of another key',
    code: 'cloud-key.secret-key',
    inject: setting({ KAIBO_CLOUD_SECRET_KEY: 'canaryanothercloudkey0123456789ab' }),
  },
  {
    what: 'the key may not forbid streams',
    code: 'cloud-rights.missing',
    inject: mayNot('ForbidLiveStream', 'ResumeLiveStream'),
  },
  { what: 'the key may not drop streams', code: 'cloud-rights.missing', inject: mayNot('DropLiveStream') },
  {
    what: 'the account has no such push domain',
    code: 'live-domains.absent',
    inject: inTheConsole({ pushDomain: { absent: true } }),
  },
  {
    what: 'the play domain is a push domain',
    code: 'live-domains.other-type',
    inject: inTheConsole({ playDomain: { type: 'push' } }),
  },
  {
    what: 'the push domain is disabled',
    code: 'live-domains.disabled',
    inject: inTheConsole({ pushDomain: { enabled: false } }),
  },
  {
    what: 'pushing takes no signature',
    code: 'push-auth.off',
    inject: inTheConsole({ pushAuth: { enabled: false } }),
  },
  {
    what: 'the push key was changed in the console',
    code: 'push-auth.key-differs',
    inject: inTheConsole({ pushAuth: { primaryKey: 'changed-in-the-console' } }),
  },
  {
    what: 'the backup push key was changed in the console',
    code: 'push-auth.backup-differs',
    inject: inTheConsole({ pushAuth: { backupKey: 'changed-in-the-console' } }),
  },
  {
    what: 'playing takes no signature',
    code: 'play-auth.off',
    inject: inTheConsole({ playAuth: { enabled: false } }),
  },
  {
    what: 'the play keys were changed over',
    code: 'play-auth.key-is-backup',
    inject: inTheConsole({
      playAuth: { primaryKey: SECRETS.KAIBO_PLAY_BACKUP_KEY, backupKey: SECRETS.KAIBO_PLAY_KEY },
    }),
  },
  {
    what: 'play URLs live a day longer than they say',
    code: 'play-auth.delta',
    inject: inTheConsole({ playAuth: { deltaSeconds: 86_400 } }),
  },
  {
    what: 'no callback template is bound',
    code: 'callback-template.unbound',
    inject: inTheConsole({ callbacks: { unbound: true } }),
  },
  {
    what: 'the callback rule is for another AppName',
    code: 'callback-template.other-app',
    inject: inTheConsole({ callbacks: { appName: 'show' } }),
  },
  {
    what: 'the callback template has an old address',
    code: 'callback-template.begin-url',
    inject: inTheConsole({ callbacks: { beginUrl: 'https://old.kaibo.test/callback' } }),
  },
  {
    what: 'the callback template has no address for ends',
    code: 'callback-template.end-url',
    inject: inTheConsole({ callbacks: { endUrl: '' } }),
  },
  {
    what: 'the callback template has another key',
    code: 'callback-template.key',
    inject: inTheConsole({ callbacks: { key: 'changed-in-the-console' } }),
  },
]
