import type { User } from '@kaibo/live-core'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ContentPolicy } from '../config/wechat-config.ts'
import { answering, closing } from '../outside/testing/behaviours.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { rowsOf } from '../testing/test-store.ts'
import { openWechatBench, requestsOf, type WechatBench } from '../wechat/testing/wechat-bench.ts'
import { ImageChecker } from './image-checker.ts'
import { ImageJudge, type ImageVerdict } from './image-judge.ts'
import { imageStore } from './image-store.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

let managers: Managers
let owner: User
let bench: WechatBench
let images = 0
beforeAll(async () => {
  managers = await openManagers('image-checker')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  bench = await openWechatBench(answering({ errcode: 0, trace_id: 'trace-1' }))
  await rowsOf(managers.database, 'truncate images cascade')
})
afterEach(() => bench.server.close())

function parts(policy: ContentPolicy = 'strict') {
  const { database, clock, imageUrls: urls } = managers
  const judge = new ImageJudge({ database, clock, urls, policy, onCommit: () => {} })
  const checker = new ImageChecker({
    database,
    api: bench.api,
    urls,
    judge,
    clock,
    logger: pino({ level: 'silent' }),
  })
  return { judge, checker }
}

async function newImage(purpose: 'avatar' | 'cover' = 'cover'): Promise<string> {
  images += 1
  const id = `image_${String(images).padStart(20, '0')}`
  const now = new Date(managers.clock())
  await imageStore.insert(managers.database, {
    ...{ id, owner_id: owner.id, purpose, media_type: 'image/png', width: 1, height: 1 },
    ...{ state: 'pending', check_at: now, created_at: now },
  })
  return id
}

const stateOf = async (id: string) => (await imageStore.find(managers.database, id))?.state
/** What WeChat was to look at. */
const addressesAsked = () =>
  requestsOf(bench).map(({ body }) => new URL((body as { media_url: string }).media_url))
const questions = () => bench.server.requests.length

describe('an image that waits', () => {
  test('is asked about once, by our own address that WeChat may look at for two hours', async () => {
    const { checker } = parts()
    const id = await newImage()
    await checker.tick()
    await checker.tick()
    const body = { media_type: 2, version: 2, scene: 3, openid: 'owner', media_url: expect.any(String) }
    expect(requestsOf(bench).map((request) => request.body)).toEqual([body])
    const [{ origin, pathname, searchParams } = new URL('about:blank')] = addressesAsked()
    expect([origin, pathname]).toEqual(['https://api.example.test', `/v1/images/${id}`])
    const mayLookIn = (ms: number) =>
      managers.imageUrls.mayPreview(id, searchParams.get('preview') ?? '', managers.clock() + ms)
    expect([mayLookIn(0), mayLookIn(119 * MINUTE_MS), mayLookIn(121 * MINUTE_MS)]).toEqual([
      true,
      true,
      false,
    ])
  })

  test('for an avatar is asked about as part of a profile', async () => {
    await newImage('avatar')
    await parts().checker.tick()
    expect(requestsOf(bench)[0]?.body).toMatchObject({ scene: 1 })
  })

  test('is one of many, of which two nodes ask about each once', async () => {
    for (let index = 0; index < 30; index += 1) await newImage()
    const nodes = [parts().checker, parts().checker]
    await Promise.all(nodes.map((node) => node.tick()))
    await Promise.all(nodes.map((node) => node.tick()))
    const asked = addressesAsked().map(({ pathname }) => pathname)
    expect([asked.length, new Set(asked).size]).toEqual([30, 30])
  })
})

/** Lets the time pass and asks whenever anything is due; returns how many minutes after the start each question came. */
async function passTime(checker: ImageChecker, ms: number): Promise<number[]> {
  const [beganAtMs, asked] = [managers.clock(), []] as [number, number[]]
  while (managers.clock() - beganAtMs < ms) {
    const before = questions()
    await checker.tick()
    for (let index = before; index < questions(); index += 1)
      asked.push((managers.clock() - beganAtMs) / MINUTE_MS)
    managers.clock.advance(MINUTE_MS / 2)
  }
  return asked
}

describe('without a verdict', () => {
  test('an image is asked about five times, further and further apart, and stays hidden', async () => {
    const { checker } = parts()
    const id = await newImage()
    expect(await passTime(checker, DAY_MS)).toEqual([0, 40, 80, 120, 160])
    expect(await stateOf(id)).toBe('pending')
  })

  test('because WeChat is away, the first questions follow soon', async () => {
    bench.server.behave(closing)
    const { checker } = parts()
    const id = await newImage()
    const asked = await passTime(checker, DAY_MS)
    // Two tries each: a question that may have been heard is harmless.
    expect([...new Set(asked)]).toEqual([0, 0.5, 2.5, 10.5, 42.5])
    expect(await stateOf(id)).toBe('pending')
  })

  test('an image is shown in the end where the policy is lenient', async () => {
    bench.server.behave(answering({ errcode: 61010 }))
    const { checker } = parts('lenient')
    const id = await newImage()
    await passTime(checker, DAY_MS)
    expect(await stateOf(id)).toBe('approved')
  })

  test('a late one is heard all the same', async () => {
    const { checker, judge } = parts()
    const id = await newImage()
    await passTime(checker, DAY_MS)
    await judge.hear('trace-1', 'pass')
    expect(await stateOf(id)).toBe('approved')
  })
})

describe('a verdict', () => {
  test.each<[ContentPolicy, ImageVerdict, string]>([
    ['strict', 'pass', 'approved'],
    ['strict', 'review', 'rejected'],
    ['strict', 'risky', 'rejected'],
    ['strict', 'undecided', 'pending'],
    ['lenient', 'pass', 'approved'],
    ['lenient', 'review', 'approved'],
    ['lenient', 'risky', 'rejected'],
    ['lenient', 'undecided', 'pending'],
  ])(
    'under the policy %s of %s leaves the image %s, and ends the questions unless it was none',
    async (policy, verdict, state) => {
      const { checker, judge } = parts(policy)
      const id = await newImage()
      await checker.tick()
      expect(await judge.hear('trace-1', verdict)).toBe(state)
      expect(await stateOf(id)).toBe(state)
      managers.clock.advance(DAY_MS)
      const before = questions()
      await checker.tick()
      expect(questions() - before).toBe(verdict === 'undecided' ? 1 : 0)
    },
  )

  test('on a question that nobody asked changes nothing', async () => {
    const { checker, judge } = parts()
    const id = await newImage()
    await checker.tick()
    expect(await judge.hear('trace-2', 'pass')).toBe('unknown')
    expect(await stateOf(id)).toBe('pending')
  })

  test.each([[['pass', 'risky']], [['risky', 'pass']], [['risky', 'pass', 'pass']]] as ImageVerdict[][][])(
    'of several (%j) is risky when one is, in any order',
    async (verdicts) => {
      const { checker, judge } = parts()
      const id = await newImage()
      await checker.tick()
      for (const verdict of verdicts) await judge.hear('trace-1', verdict)
      expect(await stateOf(id)).toBe('rejected')
    },
  )
})
