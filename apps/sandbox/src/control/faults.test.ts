import { describe, expect, test } from 'vitest'
import { faultsSchema } from './faults.ts'

const COMPLETE = {
  callbacks: {
    ...{ dropEvery: 3, dropNext: { start: 1, end: 2 }, dropShare: { start: 0.5, end: 1 } },
    ...{ duplicate: 11, delayMs: 5, reorder: true, renewT: true },
  },
  pushes: { duplicate: 'take-over', holdDeadMs: 70_000, cutAtExpiry: true },
  cloud: {
    ...{ delayMs: 5, failShare: 0.2, failure: 'hang', lie: 'active', actions: ['DropLiveStream'] },
    console: {
      pushAuth: { enabled: false, primaryKey: 'a', backupKey: 'b', deltaSeconds: 60 },
      playAuth: { enabled: true },
      pushDomain: { absent: true },
      playDomain: { type: 'push', enabled: false, resolved: false },
      callbacks: { unbound: true, appName: 'a', beginUrl: '', endUrl: 'http://a', key: 'k' },
    },
  },
  clock: { skewMs: -300_000 },
  wechat: {
    ...{ status: 503, delayMs: 5, errcode: -1, failure: 'drip', calls: ['text', 'image'] },
    ...{ imageCheckMs: 50, losePushes: true },
  },
}

test('every fault can be asked for, and none has to be', () => {
  expect(faultsSchema.parse(COMPLETE)).toEqual(COMPLETE)
  expect(faultsSchema.parse({})).toEqual({})
  const empty = { callbacks: {}, pushes: {}, cloud: {}, clock: {}, wechat: {} }
  expect(faultsSchema.parse(empty)).toEqual(empty)
})

describe('a fault that does not exist is refused, with the name of the field and what it must be:', () => {
  test.each<[string, object, RegExp]>([
    ['callbacks.dropEvery', { callbacks: { dropEvery: 0 } }, /1/],
    ['callbacks.dropNext.end', { callbacks: { dropNext: { end: 1.5 } } }, /int/],
    ['callbacks.dropNext', { callbacks: { dropNext: { ends: 1 } } }, /"ends"/],
    ['callbacks.dropShare.start', { callbacks: { dropShare: { start: 1.1 } } }, /1/],
    ['callbacks.duplicate', { callbacks: { duplicate: 21 } }, /20/],
    ['callbacks.duplicate', { callbacks: { duplicate: 'twice' } }, /true, false or .* 1 to 20/],
    ['callbacks.delayMs', { callbacks: { delayMs: -1 } }, /0/],
    ['callbacks.reorder', { callbacks: { reorder: 'yes' } }, /boolean/],
    ['pushes.duplicate', { pushes: { duplicate: 'takeover' } }, /"refuse"\|"take-over"/],
    ['pushes.holdDeadMs', { pushes: { holdDeadMs: 120_001 } }, /120000/],
    ['cloud.failShare', { cloud: { failShare: '0.5' } }, /number/],
    ['cloud.failure', { cloud: { failure: 'timeout' } }, /"hang"/],
    ['cloud.lie', { cloud: { lie: 'forbidden' } }, /"forbid"/],
    ['cloud.console.playAuth.deltaSeconds', { cloud: { console: { playAuth: { deltaSeconds: -1 } } } }, /0/],
    ['cloud.actions.0', { cloud: { actions: ['Drop'] } }, /"DropLiveStream"/],
    ['wechat.failure', { wechat: { failure: 'slow' } }, /"hang"/],
    ['wechat.calls.0', { wechat: { calls: ['chat'] } }, /"text"/],
    ['clock.skewMs', { clock: { skewMs: 1e9 } }, /86400000/],
    ['clock', { clock: { skewSeconds: 1 } }, /"skewSeconds"/],
  ])('%s in %j', (path, faults, message) => {
    const [issue] = faultsSchema.safeParse(faults).error?.issues ?? []
    expect(issue?.path.join('.')).toBe(path)
    expect(issue?.message).toMatch(message)
  })
})
