import { expect, test } from 'vitest'
import { RetryPolicy } from './retry-policy.ts'

const retry = { kind: 'retry', delayMs: 500 }

test('three tries, then it gives up for good', () => {
  const policy = new RetryPolicy({ times: 3, spacingMs: 500 })
  const steps = [1, 2, 3, 4, 5].map(() => policy.next())
  expect(steps).toEqual([retry, retry, retry, { kind: 'give-up' }, { kind: 'give-up' }])
})

test('media that flows again makes the tries whole again', () => {
  const policy = new RetryPolicy({ times: 1, spacingMs: 500 })
  expect(policy.next()).toEqual(retry)
  policy.recovered()
  expect(policy.next()).toEqual(retry)
  expect(policy.next()).toEqual({ kind: 'give-up' })
})
