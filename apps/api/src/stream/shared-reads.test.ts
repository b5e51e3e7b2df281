import { expect, test } from 'vitest'
import { type Deferred, deferred } from '../testing/deferred.ts'
import { SharedReads } from './shared-reads.ts'

/** Reads that stay open until the test ends them, oldest first. */
function heldReads() {
  const open: Deferred<string>[] = []
  const keys: string[] = []
  const reads = new SharedReads<string>((key) => {
    keys.push(key)
    const read = deferred<string>()
    open.push(read)
    return read.promise
  })
  return { reads, keys, end: () => open.shift() }
}

test('10,000 who ask while a read runs share it', async () => {
  const { reads, keys, end } = heldReads()
  const asked = Array.from({ length: 10_000 }, () => reads.get('room'))
  end()?.resolve('live')
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['live']))
  expect(keys).toEqual(['room'])
})

test('who asks after it reads anew: nothing is kept', async () => {
  const { reads, keys, end } = heldReads()
  const first = reads.get('room')
  end()?.resolve('live')
  await first
  const second = reads.get('room')
  end()?.resolve('ended')
  expect(await second).toBe('ended')
  expect(keys).toEqual(['room', 'room'])
})

test('another key is another read', async () => {
  const { reads, keys, end } = heldReads()
  const both = Promise.all([reads.get('a'), reads.get('b')])
  end()?.resolve('A')
  end()?.resolve('B')
  expect(await both).toEqual(['A', 'B'])
  expect(keys).toEqual(['a', 'b'])
})

test('a read that fails fails for all who share it, and is no reason not to read again', async () => {
  const { reads, end } = heldReads()
  const asked = [reads.get('room'), reads.get('room')]
  end()?.reject(new Error('store'))
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const again = reads.get('room')
  end()?.resolve('live')
  expect(await again).toBe('live')
})
