import {
  type Api,
  createCertificateProbe,
  createNameResolver,
  type Database,
  type DoctorPorts,
  migrate,
  openInMemory,
  readConfig,
  readMigrations,
  realPorts,
  startApi,
} from '@kaibo/api'
import { type Sandbox, startSandbox } from '@kaibo/sandbox'
import { type Authority, createAuthority } from './certificates.ts'
import { type DnsServer, startDnsServer } from './dns-server.ts'
import { goodRecords, NAMES } from './names.ts'
import { SECRETS } from './secrets.ts'
import { startTlsServer, type TlsServer } from './tls-server.ts'
import { startWechatServer, TOKEN, type WechatServer } from './wechat-server.ts'

/** A whole installation as in production, with names, certificates and a console, all of it on loopback. */
export type Installation = {
  environment: NodeJS.ProcessEnv
  ports: DoctorPorts
  sandbox: Sandbox
  dns: DnsServer
  wechat: WechatServer
  authority: Authority
  servers: { play: TlsServer; api: TlsServer }
  /** What a test has started for itself, to be ended by `reset`. */
  afterwards: (() => Promise<void>)[]
  /** Makes everything right again. */
  reset(): Promise<void>
  stop(): Promise<void>
}

const WECHAT_APPID = 'wx0123456789abcdef'

export async function startInstallation(): Promise<Installation> {
  const authority = createAuthority()
  const show = () => ({
    play: authority.issue({ names: [NAMES.play] }),
    api: authority.issue({ names: ['*.kaibo.test'] }),
  })
  const servers = { play: await startTlsServer(show().play), api: await startTlsServer(show().api) }
  const dns = await startDnsServer(goodRecords())
  const wechat = await startWechatServer()
  const sandbox = await startConsole()
  const database = await migrated()
  const environment = environmentOf({ sandbox, wechat, servers })
  const api = await startWith(environment)
  const ports = () => portsOf({ api, dns, authority, database, environment })
  const installation: Installation = {
    environment,
    ports: ports(),
    sandbox,
    dns,
    wechat,
    authority,
    servers,
    afterwards: [],
    async reset() {
      for (const end of installation.afterwards.splice(0)) await end()
      installation.environment = { ...environment }
      installation.ports = ports()
      sandbox.faults.set({ cloud: { console: { callbacks: consoleCallbacks(environment) } } })
      dns.records = goodRecords()
      wechat.answer = TOKEN
      servers.play.show(show().play)
      servers.api.show(show().api)
    },
    async stop() {
      await Promise.all([api.stop(), sandbox.stop(), wechat.close(), dns.close()])
      await Promise.all([servers.play.close(), servers.api.close(), database.close()])
    },
  }
  await installation.reset()
  return installation
}

/** Tencent with the same keys. */
const startConsole = (): Promise<Sandbox> =>
  startSandbox({
    rtmpPort: 0,
    mediaPort: 0,
    servicesPort: 0,
    appName: 'live',
    appId: 1300000000,
    pushDomain: NAMES.push,
    playDomain: NAMES.play,
    pushKeys: [SECRETS.KAIBO_PUSH_KEY, SECRETS.KAIBO_PUSH_BACKUP_KEY],
    playKeys: [SECRETS.KAIBO_PLAY_KEY, SECRETS.KAIBO_PLAY_BACKUP_KEY],
    callbackKey: SECRETS.KAIBO_CALLBACK_KEY,
    // There has to be one; the console shows the public one.
    callbackUrl: 'http://127.0.0.1:9/',
    cloud: { secretId: SECRETS.KAIBO_CLOUD_SECRET_ID, secretKey: SECRETS.KAIBO_CLOUD_SECRET_KEY },
    wechat: { appId: WECHAT_APPID, secret: SECRETS.KAIBO_WECHAT_SECRET },
  })

function environmentOf({ sandbox, wechat, servers }: Pick<Installation, 'sandbox' | 'wechat' | 'servers'>) {
  const play = `https://${NAMES.play}:${servers.play.port}/live`
  return {
    ...SECRETS,
    KAIBO_PUBLIC_BASE_URL: `https://${NAMES.api}:${servers.api.port}`,
    KAIBO_PUSH_RTMP_BASE_URL: `rtmp://${NAMES.push}/live`,
    KAIBO_PLAY_FLV_BASE_URL: play,
    KAIBO_PLAY_RTMP_BASE_URL: `rtmp://${NAMES.play}/live`,
    KAIBO_PLAY_HLS_BASE_URL: play,
    KAIBO_WECHAT_APPID: WECHAT_APPID,
    KAIBO_WECHAT_BASE_URL: wechat.address,
    KAIBO_CLOUD_BASE_URL: sandbox.addresses.services,
    DATABASE_URL: 'postgres://kaibo:canary-database-password@db.kaibo.test/kaibo',
  }
}

export const callbackUrlOf = ({ KAIBO_PUBLIC_BASE_URL, KAIBO_CALLBACK_PATH }: NodeJS.ProcessEnv): string =>
  `${KAIBO_PUBLIC_BASE_URL}/v1/callbacks/tencent-css/${KAIBO_CALLBACK_PATH}`

export function consoleCallbacks(environment: NodeJS.ProcessEnv): { beginUrl: string; endUrl: string } {
  const url = callbackUrlOf(environment)
  return { beginUrl: url, endUrl: url }
}

/** The API of this configuration, whose store is in memory. */
export async function startWith(environment: NodeJS.ProcessEnv): Promise<Api> {
  const local = { KAIBO_PORT: '0', KAIBO_LOG_LEVEL: 'silent', DATABASE_URL: '' }
  const { config, secrets } = readConfig({ ...environment, ...local })
  return startApi(config, secrets, { database: await migrated() })
}

async function migrated(): Promise<Database> {
  const database = await openInMemory()
  await migrate(database, await readMigrations())
  return database
}

type Behind = {
  api: Api
  dns: DnsServer
  authority: Authority
  database: Database
  environment: NodeJS.ProcessEnv
}

function portsOf({ api, dns, authority, database, environment }: Behind): DoctorPorts {
  const publicBaseUrl = environment.KAIBO_PUBLIC_BASE_URL ?? ''
  return {
    ...realPorts(),
    resolver: createNameResolver([dns.address]),
    probeCertificate: createCertificateProbe([authority.cert]),
    fetch: (input, init) => fetch(String(input).replace(publicBaseUrl, api.address), init),
    // Opened once; a doctor that closes it must not take it from the next.
    openDatabase: async () => ({ ...database, close: async () => {} }),
  }
}
