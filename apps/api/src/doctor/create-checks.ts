import type { Config, Secrets } from '../config/index.ts'
import { CloudApi } from '../provider/tencent-css/cloud-api/cloud-api.ts'
import { createStreamControl } from '../provider/tencent-css/cloud-api/stream-control.ts'
import { pushTarget } from '../provider/tencent-css/push-target.ts'
import { newStreamName } from '../stream/stream-name.ts'
import { addressChecks } from './addresses/address-checks.ts'
import { callbackChecks } from './callback/callback-checks.ts'
import type { Check } from './check.ts'
import { cloudChecks } from './cloud/cloud-checks.ts'
import { createCloudFacts } from './cloud/cloud-facts.ts'
import { createServices } from './create-services.ts'
import type { DoctorPorts } from './doctor-ports.ts'
import { clockCheck } from './machine/clock-check.ts'
import { createClockWatch } from './machine/clock-watch.ts'
import { once } from './once.ts'
import { storageChecks } from './storage/storage-checks.ts'
import { askToken } from './wechat/ask-token.ts'
import { wechatCheck } from './wechat/wechat-check.ts'

/** What is checked, and where to read what the configuration does not know. */
export type Subject = { config: Config; secrets: Secrets; environment: NodeJS.ProcessEnv }

/** The composition root of the doctor: every check is made here and receives the few things it needs. */
export function createChecks({ config, secrets, environment }: Subject, ports: DoctorPorts): Check[] {
  const { clock, random } = ports
  const watch = createClockWatch(clock)
  const outside = createServices({ ...ports, fetch: watch.watch(ports.fetch) })
  const publicApi = createServices(ports).publicApi
  const target = pushTarget(config.tencentCss.pushRtmpBaseUrl)
  const streamName = newStreamName(random)
  const api = new CloudApi({
    baseUrl: config.tencentCloud.baseUrl,
    key: { secretId: secrets.cloudSecretId, secretKey: secrets.cloudSecretKey },
    service: outside.cloud,
    clock,
    alarm: { accepted: () => {}, refused: () => {} },
  })
  const streams = createStreamControl({ api, target, clock })
  const facts = createCloudFacts(api, streams, streamName)
  const wechat = { ...config.wechat, secret: secrets.wechatSecret }
  const token = once(() => askToken(wechat, outside.wechat))
  const heard = once(() => Promise.allSettled([facts.streamState(), token()]))
  const trueTimeMs = () => heard().then(() => clock() + (watch.offsetMs() ?? 0))
  return [
    ...addressChecks({ config, secrets, environment, domains: facts.domains }, ports),
    clockCheck({ watch, heard }),
    ...cloudChecks({ config, secrets, api, facts, streams, clock, streamName }),
    ...callbackChecks({ config, secrets, api, target, service: publicApi, streamName, clock }),
    wechatCheck(token),
    ...storageChecks({ config, environment, trueTimeMs, open: ports.openDatabase }),
  ]
}
