import type { Config, Secrets } from '../config/index.ts'
import { newStreamName } from '../stream/stream-name.ts'
import { addressChecks } from './addresses/address-checks.ts'
import { hostOf, isLoopback } from './addresses/host.ts'
import type { Check } from './check.ts'
import { tencentChecks } from './cloud/tencent-checks.ts'
import { createServices } from './create-services.ts'
import type { DoctorPorts } from './doctor-ports.ts'
import { clockCheck } from './machine/clock-check.ts'
import { createClockWatch } from './machine/clock-watch.ts'
import { once } from './once.ts'
import type { ProviderChecks } from './provider-checks.ts'
import { srsChecks } from './srs/srs-checks.ts'
import { storageChecks } from './storage/storage-checks.ts'
import { askToken } from './wechat/ask-token.ts'
import { messagePushCheck } from './wechat/message-push-check.ts'
import { wechatCheck } from './wechat/wechat-check.ts'

/** What is checked, and where to read what the configuration does not know. */
export type Subject = { config: Config; secrets: Secrets; environment: NodeJS.ProcessEnv }

/** The composition root of the doctor: every check is made here and receives the few things it needs. */
export function createChecks({ config, secrets, environment }: Subject, ports: DoctorPorts): Check[] {
  const { clock, random, resolver } = ports
  const watch = createClockWatch(clock)
  const { cloud, wechat } = createServices({ ...ports, fetch: watch.watch(ports.fetch) })
  // Its clock is that of this machine, or of a proxy: it proves nothing.
  const { publicApi, srs } = createServices(ports)
  const token = once(() => askToken({ ...config.wechat, secret: secrets.wechatSecret }, wechat))
  const provider: ProviderChecks =
    config.provider === 'srs'
      ? { checks: srsChecks({ config, secrets, service: srs, resolver }), heard: token, isReached }
      : tencentChecks({
          config,
          secrets,
          services: { cloud, publicApi },
          resolver,
          clock,
          streamName: newStreamName(random),
        })
  const trueTimeMs = () => heard().then(() => clock() + (watch.offsetMs() ?? 0))
  const heard = once(() => Promise.allSettled([provider.heard(), token()]))
  return [
    ...addressChecks({ config, environment }, ports),
    ...provider.checks,
    clockCheck({ watch, heard }),
    wechatCheck(token),
    messagePushCheck({
      publicBaseUrl: config.publicBaseUrl,
      token: secrets.wechatPushToken,
      word: secrets.callbackPath || secrets.srsHookPath,
      isWanted: config.contentCheck !== 'off' && !isLoopback(hostOf(config.tencentCss.pushRtmpBaseUrl)),
      service: publicApi,
      trueTimeMs,
      isReached: provider.isReached,
    }),
    ...storageChecks({ config, environment, trueTimeMs, open: ports.openDatabase }),
  ]
}

/** SRS calls back from the private network: nobody tries the public address. */
const isReached = async () => true
