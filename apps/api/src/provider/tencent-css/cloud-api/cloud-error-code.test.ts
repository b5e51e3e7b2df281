import { expect, test } from 'vitest'
import { errorKindOf, isNotPushed } from './cloud-error-code.ts'

test.each([
  'RequestLimitExceeded',
  'RequestLimitExceeded.IPLimitExceeded',
  'RequestLimitExceeded.UinLimitExceeded',
  'LimitExceeded.RateLimitExceeded',
])('%s was surely not carried out', (code) => {
  expect(errorKindOf(code)).toBe('not-sent')
})

test.each([
  'InternalError',
  'InternalError.CallOtherSvrError',
  'InternalError.UpdateDataError',
  'FailedOperation.CallOtherSvrFailed',
])('%s may have been carried out', (code) => {
  expect(errorKindOf(code)).toBe('unknown')
})

test.each([
  'AuthFailure.SecretIdNotFound',
  'AuthFailure.SignatureExpire',
  'AuthFailure.SignatureFailure',
  'FailedOperation',
  'InternalError.ConfigNotExist',
  'InternalError.NotPermmitOperat',
  'InternalError.StreamStatusError',
  'InvalidParameter',
  'InvalidParameterValue',
  'LimitExceeded',
  'MissingParameter',
  'RequestLimitExceededOrNot',
  'ResourceNotFound.UserNotExist',
  'UnauthorizedOperation',
  'SomethingNew.OfTheirs',
])('%s is a refusal', (code) => {
  expect(errorKindOf(code)).toBe('refused')
})

test('only a code about the stream means that nobody pushes it', () => {
  expect(isNotPushed('ResourceNotFound.StreamNotAlive')).toBe(true)
  for (const code of [
    'ResourceNotFound',
    'ResourceNotFound.DomainNotExist',
    'ResourceNotFound.PushDomainNoRecord',
    'ResourceNotFound.StopService',
    'ResourceNotFound.UserNotExist',
    'InternalError.GetStreamInfoError',
    'InternalError.StreamStatusError',
  ]) {
    expect(isNotPushed(code), code).toBe(false)
  }
})
