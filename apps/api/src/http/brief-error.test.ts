import { expect, test } from 'vitest'
import { briefError } from './brief-error.ts'

test('an error in the log shows what went wrong, and neither a row nor a URL that it carries along', () => {
  const cause = new Error('https://api.weixin.qq.com/?secret=CANARY')
  const error = Object.assign(new Error('duplicate key', { cause }), {
    code: '23505',
    detail: 'Key (openid)=(CANARY) already exists.',
    where: 'CANARY',
  })
  const line = JSON.stringify(briefError(error))
  expect(line).toContain('duplicate key')
  expect(line).toContain('23505')
  expect(line).not.toContain('CANARY')
})
