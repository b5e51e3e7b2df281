import * as z from 'zod/mini'
import type { CloudApi } from '../cloud-api.ts'

/** A callback template (回调模板): where Tencent posts, and what it signs with. An empty URL is none. */
export type CallbackTemplate = { id: number; name: string; beginUrl: string; endUrl: string; key: string }

/** Which template counts for which pushes; an empty AppName is the whole domain. */
export type CallbackRule = { templateId: number; domain: string; appName: string }

const text = z.catch(z.string(), '')

const templatesAnswer = z.object({
  Templates: z.array(
    z.object({
      TemplateId: z.int(),
      TemplateName: text,
      StreamBeginNotifyUrl: text,
      StreamEndNotifyUrl: text,
      CallbackKey: text,
    }),
  ),
})
const rulesAnswer = z.object({
  Rules: z.array(z.object({ TemplateId: z.int(), DomainName: z.string(), AppName: text })),
})

/** DescribeLiveCallbackTemplates (Tencent document 267/30810): 50 at most. Rejects with `OutsideError`. */
export const describeCallbackTemplates = (api: CloudApi): Promise<CallbackTemplate[]> =>
  api.call({ action: 'DescribeLiveCallbackTemplates', parameters: {}, repeat: 'if-unknown' }, (answer) =>
    templatesAnswer.parse(answer).Templates.map((template) => ({
      id: template.TemplateId,
      name: template.TemplateName,
      beginUrl: template.StreamBeginNotifyUrl,
      endUrl: template.StreamEndNotifyUrl,
      key: template.CallbackKey,
    })),
  )

/** DescribeLiveCallbackRules (Tencent document 267/30812). Rejects with `OutsideError`. */
export const describeCallbackRules = (api: CloudApi): Promise<CallbackRule[]> =>
  api.call({ action: 'DescribeLiveCallbackRules', parameters: {}, repeat: 'if-unknown' }, (answer) =>
    rulesAnswer.parse(answer).Rules.map((rule) => ({
      templateId: rule.TemplateId,
      domain: rule.DomainName.toLowerCase(),
      appName: rule.AppName,
    })),
  )
