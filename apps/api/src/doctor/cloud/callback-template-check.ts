import type {
  CallbackRule,
  CallbackTemplate,
} from '../../provider/tencent-css/cloud-api/console/callback-settings.ts'
import type { PushTarget } from '../../provider/tencent-css/push-target.ts'
import type { Check } from '../check.ts'
import { CLOUD_VARIABLES } from './cloud-variables.ts'
import { judgeCallbackSettings } from './judge-callback-settings.ts'
import { unauthorizedFinding } from './unauthorized-finding.ts'

/** What Tencent has to know of us. */
export type OurCallback = {
  target: PushTarget
  callbackKey: string
  callbackPath: string
  publicBaseUrl: string | undefined
}

type Options = OurCallback & {
  /** Both reject with `OutsideError`. */
  rules(): Promise<CallbackRule[]>
  templates(): Promise<CallbackTemplate[]>
}

const RIGHTS = ['live:DescribeLiveCallbackRules', 'live:DescribeLiveCallbackTemplates']

/** Whether Tencent tells us of pushes: a template with our URL and key, bound to our push domain. */
export const callbackTemplateCheck = ({ rules, templates, ...ours }: Options): Check => ({
  id: 'callback-template',
  section: 'callbacks',
  title: { zh: '腾讯云的回调模板', en: "Tencent's callback template" },
  needs: [...CLOUD_VARIABLES, 'KAIBO_CALLBACK_KEY', 'KAIBO_CALLBACK_PATH', 'KAIBO_PUBLIC_BASE_URL'],
  async run() {
    try {
      return [judgeCallbackSettings({ rules: await rules(), templates: await templates() }, ours)]
    } catch (error) {
      return [unauthorizedFinding('callback-template', RIGHTS, error)]
    }
  },
})
