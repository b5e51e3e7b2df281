import { expect, test } from 'vitest'
import { LabelSeries } from './label-series.ts'

test('the same labels are one series', () => {
  const series = new LabelSeries(() => ({ count: 0 }))
  series.get({ a: '1', b: '2' }).count += 1
  series.get({ a: '1', b: '2' }).count += 1
  series.get({ a: '12', b: '' }).count += 1
  expect(series.entries()).toEqual([
    { labels: { a: '1', b: '2' }, value: { count: 2 } },
    { labels: { a: '12', b: '' }, value: { count: 1 } },
  ])
})

test('however many different labels come, there are never more than a thousand series and one for the others', () => {
  const series = new LabelSeries(() => ({ count: 0 }))
  for (let id = 0; id < 5_000; id++) series.get({ room: `room_${id}` }).count += 1
  const entries = series.entries()
  expect(entries).toHaveLength(1_001)
  expect(entries.at(-1)).toEqual({ labels: { room: 'other' }, value: { count: 4_000 } })
})
