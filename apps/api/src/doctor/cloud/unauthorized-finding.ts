import { OutsideError } from '../../outside/outside-error.ts'
import { isUnauthorized } from '../../provider/tencent-css/cloud-api/cloud-error-code.ts'
import { type Finding, unknown } from '../finding.ts'

/**
 * Rights that only the doctor uses: a key without them serves Kaibo well, and the doctor sees less. Rethrows whatever
 * else it is.
 */
export function unauthorizedFinding(id: string, rights: readonly string[], error: unknown): Finding {
  if (!(error instanceof OutsideError) || !isUnauthorized(error.code ?? '')) throw error
  const names = rights.join(', ')
  return unknown(
    `${id}.unauthorized`,
    {
      zh: '没有检查：API 密钥没有查看控制台设置的权限（Kaibo 运行时用不到）',
      en: 'Not checked: the API key may not look at the console (Kaibo itself does not need to).',
    },
    { zh: `想检查的话，给密钥加上 ${names}`, en: `To have it checked, give the key ${names}.` },
  )
}
