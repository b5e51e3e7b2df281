import { describe, expect, test } from 'vitest'
import { Counter } from './counter.ts'
import { exposition } from './exposition.ts'
import { Histogram } from './histogram.ts'
import { gauge } from './metric.ts'

test('a counter is told with its help, its type and its value', () => {
  const counter = new Counter<{ kind: string }>('jobs_total', 'Jobs that were done')
  counter.add({ kind: 'big' })
  counter.add({ kind: 'big' }, 2)
  counter.add({ kind: 'small' })
  expect(exposition([counter])).toBe(
    [
      '# HELP jobs_total Jobs that were done',
      '# TYPE jobs_total counter',
      'jobs_total{kind="big"} 3',
      'jobs_total{kind="small"} 1',
      '',
    ].join('\n'),
  )
})

test('a histogram counts each value in every bucket that it fits into, and tells sum and count', () => {
  const histogram = new Histogram<{ of: string }>('wait_seconds', 'Waits', [0.1, 1])
  for (const seconds of [0.05, 0.1, 0.5, 7]) histogram.observe({ of: 'x' }, seconds)
  expect(exposition([histogram]).split('\n').slice(2, -1)).toEqual([
    'wait_seconds_bucket{of="x",le="0.1"} 2',
    'wait_seconds_bucket{of="x",le="1"} 3',
    'wait_seconds_bucket{of="x",le="+Inf"} 4',
    'wait_seconds_sum{of="x"} 7.65',
    'wait_seconds_count{of="x"} 4',
  ])
})

describe('a line', () => {
  test.each([
    ['a quotation mark', '"', '\\"'],
    ['a backslash', '\\', '\\\\'],
    ['a line end', '\n', '\\n'],
  ])('is not broken by %s in a label', (_, character, escaped) => {
    const metric = gauge('x', 'X', [{ labels: { a: `1${character}2` }, value: 1 }])
    expect(exposition([metric])).toContain(`\nx{a="1${escaped}2"} 1\n`)
  })

  test.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
    [1e21, '1e+21'],
    [0, '0'],
  ])('has %d as %s', (value, written) => {
    expect(exposition([gauge('x', 'X', value)])).toContain(`\nx ${written}\n`)
  })
})

test('a metric of which nothing is known yet is not mentioned', () => {
  expect(exposition([new Counter('nothing_total', 'Nothing')])).toBe('')
})
