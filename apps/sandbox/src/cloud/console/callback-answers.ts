import type { CloudAnswer } from '../cloud-actions.ts'
import type { ConsoleSettings } from './console-settings.ts'

const TEMPLATE_ID = 1000

/** `Templates` of DescribeLiveCallbackTemplates (tencentcloud.com/document/product/267/30810). */
export function callbackTemplatesAnswer(settings: ConsoleSettings): CloudAnswer {
  const url = settings.callbackUrl()
  if (url === null) return { Templates: [] }
  const { beginUrl = url, endUrl = url, key = settings.callbackKey } = settings.faults().callbacks ?? {}
  const template = {
    TemplateId: TEMPLATE_ID,
    TemplateName: 'kaibo',
    Description: '',
    StreamBeginNotifyUrl: beginUrl,
    StreamEndNotifyUrl: endUrl,
    StreamMixNotifyUrl: '',
    RecordNotifyUrl: '',
    SnapshotNotifyUrl: '',
    PornCensorshipNotifyUrl: '',
    CallbackKey: key,
  }
  return { Templates: [template] }
}

/** `Rules` of DescribeLiveCallbackRules: which template counts where (tencentcloud.com/document/product/267/30812). */
export function callbackRulesAnswer(settings: ConsoleSettings): CloudAnswer {
  const { unbound = false, appName = settings.appName } = settings.faults().callbacks ?? {}
  if (unbound || settings.callbackUrl() === null) return { Rules: [] }
  const rule = {
    CreateTime: '2026-01-01 00:00:00',
    UpdateTime: '2026-01-01 00:00:00',
    TemplateId: TEMPLATE_ID,
    DomainName: settings.pushDomain,
    AppName: appName,
  }
  return { Rules: [rule] }
}
