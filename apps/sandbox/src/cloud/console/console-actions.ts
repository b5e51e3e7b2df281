import { z } from 'zod'
import type { CloudActionName } from '../cloud-action-name.ts'
import type { CloudAction, StreamActionName } from '../cloud-actions.ts'
import { CloudError } from '../cloud-error.ts'
import { readParameters } from '../cloud-parameters.ts'
import { playAuthKeyAnswer, pushAuthKeyAnswer } from './auth-key-answers.ts'
import { callbackRulesAnswer, callbackTemplatesAnswer } from './callback-answers.ts'
import type { ConsoleSettings } from './console-settings.ts'
import { domainListAnswer } from './domain-list-answer.ts'

type ConsoleActionName = Exclude<CloudActionName, StreamActionName>

const domainParameters = z.strictObject({ DomainName: z.string() })
const listParameters = z.strictObject({
  DomainType: z.int().min(0).max(1).optional(),
  PageSize: z.int().min(10).max(100).default(10),
  PageNum: z.int().min(1).max(100_000).default(1),
})
const noParameters = z.strictObject({})

/** The actions that tell how the live console is set; none changes anything. Every action throws CloudError. */
export function consoleActions(settings: ConsoleSettings): Record<ConsoleActionName, CloudAction> {
  const named = (body: Buffer, ours: string) => {
    const { DomainName: domain } = readParameters(domainParameters, body)
    if (domain !== ours) throw new CloudError('InvalidParameterValue', 'DomainName: not one of yours')
    return domain
  }
  return {
    DescribeLiveDomains: (body) => {
      const { DomainType: type, PageSize: pageSize, PageNum: page } = readParameters(listParameters, body)
      return domainListAnswer(settings, { type, pageSize, page })
    },
    DescribeLivePushAuthKey: (body) =>
      pushAuthKeyAnswer({
        domain: named(body, settings.pushDomain),
        keys: settings.pushKeys,
        faults: settings.faults().pushAuth,
      }),
    DescribeLivePlayAuthKey: (body) =>
      playAuthKeyAnswer({
        domain: named(body, settings.playDomain),
        keys: settings.playKeys,
        faults: settings.faults().playAuth,
      }),
    DescribeLiveCallbackTemplates: (body) => {
      readParameters(noParameters, body)
      return callbackTemplatesAnswer(settings)
    },
    DescribeLiveCallbackRules: (body) => {
      readParameters(noParameters, body)
      return callbackRulesAnswer(settings)
    },
  }
}
