import type { Check } from '../check.ts'
import { ok, wrong } from '../finding.ts'
import { PATHS } from './variable-sources.ts'

/** What Tencent's console takes for a callback key (document 267/31074). */
const ENTERABLE = /^[A-Za-z0-9]{1,32}$/

/**
 * Whether Tencent's console takes our callback key at all. Kaibo wants 32 characters at least and the console 32 at most:
 * exactly so many.
 * @param isReal whether a domain at Tencent is pushed to, and not the sandbox
 */
export const callbackKeyCheck = (callbackKey: string, isReal: boolean): Check => ({
  id: 'callback-key',
  section: 'configuration',
  title: { zh: '回调密钥的格式', en: 'Form of the callback key' },
  needs: ['KAIBO_CALLBACK_KEY', 'KAIBO_PUSH_RTMP_BASE_URL'],
  run: async () => [!isReal || ENTERABLE.test(callbackKey) ? fine : notEnterable(callbackKey.length)],
})

const fine = ok('callback-key.ok', { zh: '控制台可以填', en: "Tencent's console takes it." })

const notEnterable = (length: number) =>
  wrong(
    'callback-key.not-enterable',
    {
      zh: `KAIBO_CALLBACK_KEY 填不进腾讯云控制台：那里只收字母和数字，最多 32 个，这里有 ${length} 个字符`,
      en: `Tencent's console does not take KAIBO_CALLBACK_KEY: only letters and digits, 32 at most, and this has ${length} characters.`,
    },
    {
      zh: `用 openssl rand -hex 16 生成一个（正好 32 个字符），同时填进 ${PATHS.callbacks.zh}`,
      en: `Make one with: openssl rand -hex 16 (that is 32 characters), and enter it in ${PATHS.callbacks.en} as well.`,
    },
  )
