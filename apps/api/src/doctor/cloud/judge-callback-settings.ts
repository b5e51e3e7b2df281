import { hash, timingSafeEqual } from 'node:crypto'
import type { Words } from '../../cli/words.ts'
import type {
  CallbackRule,
  CallbackTemplate,
} from '../../provider/tencent-css/cloud-api/console/callback-settings.ts'
import type { PushTarget } from '../../provider/tencent-css/push-target.ts'
import { CALLBACK_PATH, sameCallbackUrl } from '../callback/callback-url.ts'
import { PATHS } from '../configuration/variable-sources.ts'
import { type Finding, ok, wrong } from '../finding.ts'
import type { OurCallback } from './callback-template-check.ts'

type Settings = { rules: readonly CallbackRule[]; templates: readonly CallbackTemplate[] }

/** The first thing that keeps callbacks away. No key and no whole URL is shown. */
export function judgeCallbackSettings({ rules, templates }: Settings, ours: OurCallback): Finding {
  const { pushDomain, appName } = ours.target
  const ofDomain = rules.filter(({ domain }) => domain === pushDomain)
  if (ofDomain.length === 0) return unbound(pushDomain)
  const rule =
    ofDomain.find((candidate) => candidate.appName === appName) ??
    ofDomain.find((candidate) => candidate.appName === '')
  if (rule === undefined) return otherApp(ours.target, ofDomain)
  const template = templates.find(({ id }) => id === rule.templateId)
  return template === undefined ? unbound(pushDomain) : judgeTemplate(template, ours)
}

type NamedUrl = { name: Words; url: string; code: string }

function judgeTemplate(template: CallbackTemplate, ours: OurCallback): Finding {
  const urls: NamedUrl[] = [
    { name: { zh: '推流回调', en: 'push callback (推流回调)' }, url: template.beginUrl, code: 'begin-url' },
    {
      name: { zh: '断流回调', en: 'interruption callback (断流回调)' },
      url: template.endUrl,
      code: 'end-url',
    },
  ]
  const other = urls.find(({ url }) => !sameCallbackUrl(url, ours))
  if (other !== undefined) return otherUrl(template, other, ours)
  return isSame(template.key, ours.callbackKey) ? fine(template) : otherKey(template)
}

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'))

const fine = ({ name }: CallbackTemplate): Finding =>
  ok('callback-template.ok', {
    zh: `模板“${name}”的地址和密钥都对，已关联推流域名`,
    en: `The template "${name}" has our URL and key and is bound to the push domain.`,
  })

const unbound = (domain: string): Finding =>
  wrong(
    'callback-template.unbound',
    {
      zh: `推流域名 ${domain} 没有关联回调模板：开播和断流都不会通知 Kaibo`,
      en: `No callback template is bound to ${domain}: Kaibo would not be told of pushes.`,
    },
    {
      zh: `先建模板：${PATHS.callbacks.zh}；再关联：${PATHS.callbackBinding.zh}（5–10 分钟后生效）`,
      en: `Make a template: ${PATHS.callbacks.en}; then bind it: ${PATHS.callbackBinding.en}. It takes 5 to 10 minutes.`,
    },
  )

function otherApp({ pushDomain, appName }: PushTarget, rules: readonly CallbackRule[]): Finding {
  const names = rules.map((rule) => rule.appName).join(', ')
  return wrong(
    'callback-template.other-app',
    {
      zh: `${pushDomain} 的回调规则只管 AppName ${names}，不管 ${appName}`,
      en: `The callback rule of ${pushDomain} is for the AppName ${names}, not for ${appName}.`,
    },
    {
      zh: `为整个域名关联模板：${PATHS.callbackBinding.zh}`,
      en: `Bind the template to the whole domain: ${PATHS.callbackBinding.en}.`,
    },
  )
}

function otherUrl(
  template: CallbackTemplate,
  { name, url, code }: NamedUrl,
  { publicBaseUrl = 'https://…' }: OurCallback,
): Finding {
  const what =
    url === '' ? { zh: '是空的', en: 'is empty' } : { zh: '不是 Kaibo 的地址', en: "is not Kaibo's URL" }
  const right = `${publicBaseUrl}${CALLBACK_PATH}`
  return wrong(
    `callback-template.${code}`,
    {
      zh: `模板“${template.name}”的${name.zh}${what.zh}`,
      en: `The ${name.en} of the template "${template.name}" ${what.en}.`,
    },
    {
      zh: `填 ${right} 加上 KAIBO_CALLBACK_PATH 的值：${PATHS.callbacks.zh}`,
      en: `Enter ${right} and the value of KAIBO_CALLBACK_PATH: ${PATHS.callbacks.en}.`,
    },
  )
}

const otherKey = (template: CallbackTemplate): Finding =>
  wrong(
    'callback-template.key',
    template.key === ''
      ? {
          zh: `模板“${template.name}”没有回调密钥：回调会被当成伪造的而拒绝`,
          en: `The template "${template.name}" has no callback key: its callbacks are refused as forged.`,
        }
      : {
          zh: `模板“${template.name}”的回调密钥与 KAIBO_CALLBACK_KEY 不同：回调会被当成伪造的而拒绝`,
          en: `The callback key of the template "${template.name}" is not KAIBO_CALLBACK_KEY: its callbacks are refused as forged.`,
        },
    {
      zh: `把 KAIBO_CALLBACK_KEY 的值填进模板：${PATHS.callbacks.zh}`,
      en: `Enter the value of KAIBO_CALLBACK_KEY: ${PATHS.callbacks.en}.`,
    },
  )
