import type { User } from '@kaibo/live-core'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { OutboxPublisher } from '../outbox/outbox-publisher.ts'
import { answering, hanging, resetting } from '../outside/testing/behaviours.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { rowsOf } from '../testing/test-store.ts'
import { openWechatBench, requestsOf, type WechatBench } from '../wechat/testing/wechat-bench.ts'
import { noteStarts } from './note-starts.ts'
import { StartNotifier } from './start-notifier.ts'
import { SubscriptionManager } from './subscription-manager.ts'

const template = { id: 'template-1', fields: { title: 'thing1', broadcaster: 'thing2', time: 'time3' } }
const accepted = { templateId: template.id }

let managers: Managers
let owner: User
let viewers: User[]
let bench: WechatBench
let subscriptions: SubscriptionManager
let outbox: OutboxPublisher
beforeAll(async () => {
  managers = await openManagers('start-notifier')
  owner = await managers.newUser('owner')
  viewers = []
  for (let index = 0; index < 130; index += 1) viewers.push(await managers.newUser(`viewer-${index}`))
  const { database, clock } = managers
  subscriptions = new SubscriptionManager({ database, clock, template })
  outbox = new OutboxPublisher({ database, clock, consumers: [noteStarts] })
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  bench = await openWechatBench(answering({ errcode: 0 }))
  await rowsOf(managers.database, 'truncate rooms cascade')
})
afterEach(() => bench.server.close())

const newNotifier = () =>
  new StartNotifier({
    ...{ database: managers.database, clock: managers.clock, api: bench.api, template },
    wechat: { roomPage: 'pages/player/player', envVersion: 'release' },
    logger: pino({ level: 'silent' }),
  })

/** A room that people subscribed to. */
async function newRoom(subscribers: readonly User[]) {
  const room = await managers.newRoom(owner, { title: '晚上好' })
  for (const viewer of subscribers) await subscriptions.subscribe(viewer, room.id, accepted)
  return room
}
async function goLive({ streamName }: { streamName: string }) {
  await managers.deliver({ stream_id: streamName })
  await outbox.tick()
}
const toldOf = () => requestsOf(bench).map(({ body }) => (body as { touser: string }).touser)
const states = async () =>
  (
    await rowsOf<{ state: string }>(
      managers.database,
      'select state from room_subscriptions order by user_id',
    )
  ).map(({ state }) => state)
const some = (count: number) => viewers.slice(0, count)

describe('when a room goes live', () => {
  test('everybody who asked for it is told once, and nobody else', async () => {
    const room = await newRoom(some(3))
    await newRoom([viewers[5] ?? owner])
    await newNotifier().tick()
    expect(toldOf()).toEqual([])
    await goLive(room)
    await newNotifier().tick()
    await newNotifier().tick()
    expect(toldOf().sort()).toEqual(['viewer-0', 'viewer-1', 'viewer-2'])
    expect(requestsOf(bench)[0]?.body).toMatchObject({
      template_id: 'template-1',
      page: `pages/player/player?room=${room.id}`,
      data: { thing1: { value: '晚上好' }, thing2: { value: owner.displayName } },
      miniprogram_state: 'formal',
    })
  })

  test('a crowd is told in batches, on two nodes, each person once', async () => {
    const room = await newRoom(viewers)
    await goLive(room)
    const nodes = [newNotifier(), newNotifier()]
    while ((await states()).includes('waiting')) await Promise.all(nodes.map((node) => node.tick()))
    expect([toldOf().length, new Set(toldOf()).size]).toEqual([130, 130])
    expect(new Set(await states())).toEqual(new Set(['sent']))
  })

  test('and is told of again and again, changes and comes back, nobody is told twice', async () => {
    const room = await newRoom(some(2))
    await goLive(room)
    await rowsOf(managers.database, 'update outbox set published_at = null')
    await outbox.tick()
    await newNotifier().tick()
    await rowsOf(managers.database, 'update outbox set published_at = null')
    await outbox.tick()
    await managers.deliver({ stream_id: room.streamName, event_type: 0 })
    await managers.deliver({ stream_id: room.streamName, sequence: '2210464508206756939' })
    await outbox.tick()
    await newNotifier().tick()
    expect(toldOf()).toHaveLength(2)
  })

  test('a crash between the change and the notice loses nothing', async () => {
    const room = await newRoom(some(1))
    await managers.deliver({ stream_id: room.streamName })
    const { database, clock } = managers
    const crashing = new OutboxPublisher({
      ...{ database, clock },
      consumers: [
        noteStarts,
        () => {
          throw new Error('crash')
        },
      ],
    })
    await expect(crashing.tick()).rejects.toThrow('crash')
    expect(await rowsOf(database, 'select 1 from room_start_notices')).toEqual([])
    await outbox.tick()
    await newNotifier().tick()
    expect(toldOf()).toHaveLength(1)
  })
})

describe('a message', () => {
  test.each([
    [answering({ errcode: 43101 }), 'refused'],
    [answering({ errcode: 40003 }), 'refused'],
    [resetting, 'unknown'],
    [hanging, 'unknown'],
    [answering({ errcode: -1 }), 'unknown'],
    [answering('<html>'), 'unknown'],
    [answering({ errcode: 45009 }), 'failed'],
    [answering({ errcode: 47003 }), 'failed'],
  ])('that may have been sent, or cannot be, is never sent again (%#: %s)', async (behaviour, state) => {
    const room = await newRoom(some(1))
    bench.server.behave(behaviour)
    await goLive(room)
    await newNotifier().tick()
    bench.server.behave(answering({ errcode: 0 }))
    managers.clock.advance(60_000)
    await newNotifier().tick()
    expect(await states()).toEqual([state])
    expect(toldOf()).toHaveLength(1)
  })

  test('that was surely not sent follows after a while', async () => {
    const room = await newRoom(some(2))
    bench.server.behave(answering({ errcode: 45011 }))
    await goLive(room)
    await newNotifier().tick()
    expect(await states()).toEqual(['waiting', 'waiting'])
    bench.server.behave(answering({ errcode: 0 }))
    await newNotifier().tick()
    expect(await states()).toEqual(['waiting', 'waiting'])
    managers.clock.advance(10_000)
    await newNotifier().tick()
    expect(await states()).toEqual(['sent', 'sent'])
  })

  test('that does not fit the template uses up nobody else’s acceptance', async () => {
    const room = await newRoom(some(40))
    bench.server.behave(answering({ errcode: 40037 }))
    await goLive(room)
    await newNotifier().tick()
    // Ten were under way at once.
    expect(toldOf().length).toBeLessThanOrEqual(10)
    expect((await states()).filter((state) => state === 'waiting').length).toBeGreaterThanOrEqual(30)
    managers.clock.advance(60_000)
    await newNotifier().tick()
    expect(toldOf().length).toBeLessThanOrEqual(10)
  })

  test('about a show that is over, or began a while ago, is none', async () => {
    const [over, old] = [await newRoom(some(1)), await newRoom(some(1))]
    await goLive(over)
    await managers.rooms.endRoom(owner, over.id)
    await newNotifier().tick()
    await goLive(old)
    managers.clock.advance(16 * 60_000)
    await newNotifier().tick()
    expect(toldOf()).toEqual([])
    expect(
      await rowsOf(managers.database, 'select 1 from room_start_notices where next_at is not null'),
    ).toEqual([])
  })

  test('whose sender died may have been sent: it is not sent again, and the others follow', async () => {
    const room = await newRoom(some(3))
    await goLive(room)
    await rowsOf(
      managers.database,
      `update room_subscriptions set state = 'sending', taken_at = $2 where room_id = $1 and user_id = $3`,
      [room.id, new Date(managers.clock()), viewers[0]?.id],
    )
    managers.clock.advance(5 * 60_000 + 1)
    await newNotifier().tick()
    expect(toldOf().sort()).toEqual(['viewer-1', 'viewer-2'])
    expect((await states()).sort()).toEqual(['sent', 'sent', 'unknown'])
  })

  test('is not lost while WeChat cannot be reached', async () => {
    const room = await newRoom(some(1))
    await goLive(room)
    await bench.server.close()
    await newNotifier().tick()
    expect(await states()).toEqual(['waiting'])
  })
})
