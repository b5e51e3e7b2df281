import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hook, paramOf } from '../provider/srs/testing/hooks.ts'
import { expectSoundJournal } from '../testing/journal.ts'
import { toBytes } from '../testing/signed-callback.ts'
import { SRS, SrsHooks, srsProvider } from '../testing/srs-hooks.ts'
import { testKeys } from '../testing/test-keys.ts'
import { rowsOf, wholeStore } from '../testing/test-store.ts'

let srs: SrsHooks
beforeAll(async () => {
  srs = await SrsHooks.open('srs-hooks')
})
afterAll(() => srs.managers.database.close())
beforeEach(async () => {
  await rowsOf(srs.managers.database, 'truncate rooms cascade')
  await srs.newRoom()
})

describe('a push', () => {
  test('with the URL that was issued is let in, and is a proven fact by then; its end is the same push’s', async () => {
    const url = await srs.issue()
    expect(await srs.publish(url)).toBe(true)
    expect(await srs.shown()).toBe('live')
    srs.later(10_000)
    expect(await srs.unpublish(url)).toBe(true)
    expect(await srs.shown()).toBe('interrupted')
    expect(await srs.facts()).toEqual(
      ['push.started', 'push.ended'].map((type) => ({
        type,
        sequence: '53b29f12.k2x8a0c1',
        binding: 'bound',
      })),
    )
    await expectSoundJournal(srs.managers.database, srs.room.id)
  })

  test('is answered after its start is committed, not before', async () => {
    let commit: (outcome: 'recorded') => void = () => {}
    const recording = new Promise<'recorded'>((resolve) => {
      commit = resolve
    })
    let answered = false
    const answer = srs
      .managerWith({ record: () => recording })
      .receive(testKeys.srsHookPath, SRS, toBytes(hook('on_publish', await srs.issue())))
      .finally(() => {
        answered = true
      })
    await new Promise((resolve) => setImmediate(resolve))
    expect(answered).toBe(false)
    commit('recorded')
    expect(await answer).toBe(true)
  })

  test('is not let in while the store is out of reach', async () => {
    const url = await srs.issue()
    const down = srs.managerWith({ record: () => Promise.reject(new Error('down')) })
    const answer = down.receive(testKeys.srsHookPath, SRS, toBytes(hook('on_publish', url)))
    await expect(answer).rejects.toThrow('down')
  })

  test('that SRS then does not begin is asked about within seconds: its answer may be lost', async () => {
    await srs.publish(await srs.issue())
    const [row] = await rowsOf<{ check_at: Date }>(srs.managers.database, 'select check_at from rooms')
    expect(row?.check_at.getTime()).toBeLessThanOrEqual(
      srs.managers.clock() + srs.managers.rhythm.askAfterEndMs,
    )
  })

  test('beside a running one, which SRS refuses as busy, leaves the room live', async () => {
    const url = await srs.issue()
    await srs.publish({ ...url, client_id: 'first' })
    expect(await srs.publish({ ...url, client_id: 'second' })).toBe(true)
    await srs.unpublish({ ...url, client_id: 'second' })
    expect(await srs.shown()).toBe('live')
    await srs.unpublish({ ...url, client_id: 'first' })
    expect(await srs.shown()).toBe('interrupted')
  })

  test('that the same connection begins again is refused: it would be one with what has ended', async () => {
    const url = await srs.issue()
    await srs.publish(url)
    await srs.unpublish(url)
    expect(await srs.publish(url)).toBe(false)
    expect(await srs.publish({ ...url, client_id: 'another' })).toBe(true)
    expect(await srs.shown()).toBe('live')
  })
})

describe('a play', () => {
  test('is judged by its URL alone: no viewer costs a look into the store', async () => {
    const urls = srsProvider.playUrls({
      streamName: srs.room.streamName,
      expiresAtMs: srs.managers.clock() + 60_000,
      hlsExpiresAtMs: srs.managers.clock() + 60_000,
    })
    const without = srs.managerWith({ record: () => Promise.reject(new Error('asked')) })
    const play = (param: unknown) =>
      without.receive(
        testKeys.srsHookPath,
        SRS,
        toBytes(hook('on_play', { stream: srs.room.streamName, param })),
      )
    expect(await play(paramOf(urls.flv))).toBe(true)
    expect(await play((await srs.issue()).param)).toBe(false)
    expect(await play('')).toBe(false)
    srs.later(60_000)
    expect(await play(paramOf(urls.flv))).toBe(false)
  })
})

describe('who is not SRS finds nothing', () => {
  const wrongPaths = [
    '',
    'x',
    testKeys.srsHookPath.slice(1),
    `${testKeys.srsHookPath}x`,
    testKeys.callbackPath,
  ]
  test.each(wrongPaths)('at the path %j', async (path) => {
    const answer = srs.receive(path, SRS, toBytes(hook('on_publish', await srs.issue())))
    await expect(answer).rejects.toMatchObject({ code: 'not_found' })
  })

  test.each([
    ['at another address', { address: '203.0.113.9', isForwarded: false }],
    ['without an address', { address: '', isForwarded: false }],
    ['behind a proxy, whose address is as private as SRS’s', { address: '10.0.0.9', isForwarded: true }],
  ])('%s', async (_, source) => {
    const answer = srs.receive(testKeys.srsHookPath, source, toBytes(hook('on_publish', await srs.issue())))
    await expect(answer).rejects.toMatchObject({ code: 'not_found' })
    expect(await srs.facts()).toEqual([])
  })
})

test('bytes that are no hook are rejected, and other actions are let be', async () => {
  await expect(srs.receive(testKeys.srsHookPath, SRS, Buffer.from('0'))).rejects.toMatchObject({
    code: 'callback_rejected',
  })
  expect(await srs.call(hook('on_dvr', { file: '/x.flv' }))).toBe(true)
})

test('neither log nor store holds a signature, a token or an address', async () => {
  const url = await srs.issue()
  await srs.publish({ ...url, ip: '198.51.100.77' })
  await srs.unpublish(url)
  const parameters = new URLSearchParams(String(url.param))
  const text = `${srs.logLines.join('\n')}\n${await wholeStore(srs.managers.database)}`
  expect(text).toContain('53b29f12')
  for (const secret of [
    parameters.get('txSecret'),
    parameters.get('kaibo')?.split('.')[1],
    '198.51.100.77',
  ]) {
    expect(text).not.toContain(secret)
  }
})
