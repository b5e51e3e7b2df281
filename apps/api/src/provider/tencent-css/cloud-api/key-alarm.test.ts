import { pino } from 'pino'
import { expect, test } from 'vitest'
import { KeyAlarm } from './key-alarm.ts'

function openAlarm() {
  const lines: { level: number; code: string; msg: string }[] = []
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  return { alarm: new KeyAlarm(logger), lines }
}

test.each([
  ['AuthFailure', 'KAIBO_CLOUD_SECRET_ID and KAIBO_CLOUD_SECRET_KEY'],
  ['AuthFailure.SecretIdNotFound', 'KAIBO_CLOUD_SECRET_ID and KAIBO_CLOUD_SECRET_KEY'],
  ['AuthFailure.SignatureFailure', 'KAIBO_CLOUD_SECRET_ID and KAIBO_CLOUD_SECRET_KEY'],
  ['AuthFailure.SignatureExpire', "this machine's clock"],
  ['AuthFailure.UnauthorizedOperation', 'the permissions for live'],
  ['UnauthorizedOperation', 'the permissions for live'],
  ['UnauthorizedOperation.CamNoAuth', 'the permissions for live'],
])('%s is an error in the log that names the cure', (code, cure) => {
  const { alarm, lines } = openAlarm()
  alarm.refused(code)
  expect(lines).toEqual([expect.objectContaining({ level: 50, code, msg: expect.stringContaining(cure) })])
})

test('a refusal is told once, and again after a call was accepted', () => {
  const { alarm, lines } = openAlarm()
  for (let index = 0; index < 1_000; index += 1) alarm.refused('AuthFailure.SignatureFailure')
  alarm.refused('UnauthorizedOperation')
  expect(lines).toHaveLength(1)
  alarm.accepted()
  alarm.refused('UnauthorizedOperation')
  expect(lines.map(({ code }) => code)).toEqual(['AuthFailure.SignatureFailure', 'UnauthorizedOperation'])
})

test.each(['RequestLimitExceeded', 'InternalError', 'InvalidParameterValue', 'AuthFailures'])(
  '%s is no matter of the key',
  (code) => {
    const { alarm, lines } = openAlarm()
    alarm.refused(code)
    expect(lines).toEqual([])
  },
)
