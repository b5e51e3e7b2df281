import type { ImagePurpose, User } from '@kaibo/live-core'
import { createRoomRequest } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ImageJudge, type ImageVerdict } from '../image/image-judge.ts'
import { imageStore } from '../image/image-store.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { rowsOf } from '../testing/test-store.ts'
import { chooseCover } from './cover-choice.ts'
import { hostileCovers } from './testing/hostile-covers.ts'

let managers: Managers
let owner: User
let stranger: User
let judge: ImageJudge
let images = 0
beforeAll(async () => {
  managers = await openManagers('covers')
  owner = await managers.newUser('owner')
  stranger = await managers.newUser('stranger')
  const { database, clock, imageUrls: urls } = managers
  judge = new ImageJudge({ database, clock, urls, policy: 'strict', onCommit: () => {} })
})
afterAll(() => managers.database.close())
beforeEach(() => rowsOf(managers.database, 'truncate rooms, images cascade'))

const create = (coverUrl?: string) =>
  managers.rooms.createRoom(owner, { title: 'x', ...(coverUrl === undefined ? {} : { coverUrl }) })
const update = (id: string, coverUrl: string | null) => managers.rooms.updateRoom(owner, id, { coverUrl })
const cover = async (id: string) => (await managers.rooms.getRoom(id)).coverUrl

/** An image that waits for WeChat's verdict, and how it is told. */
async function newImage({ user = owner, purpose = 'cover' }: { user?: User; purpose?: ImagePurpose } = {}) {
  images += 1
  const id = `image_${String(images).padStart(20, '0')}`
  const now = new Date(managers.clock())
  await imageStore.insert(managers.database, {
    ...{ id, owner_id: user.id, purpose, media_type: 'image/png', width: 1, height: 1 },
    ...{ state: 'pending', check_at: null, created_at: now },
  })
  const traceId = `trace-${id}`
  await imageStore.noteQuestion(managers.database, { traceId, imageId: id, askedAt: now })
  return {
    path: managers.imageUrls.pathOf(id),
    url: managers.imageUrls.urlOf(id),
    hear: (verdict: ImageVerdict) => judge.hear(traceId, verdict),
  }
}

describe('a picture that was uploaded here', () => {
  test('is shown once it is approved, and readers of the room are told', async () => {
    const image = await newImage()
    const room = await create(image.path)
    expect(room).toMatchObject({ coverUrl: null, version: 1 })
    await image.hear('pass')
    expect(await managers.rooms.getRoom(room.id)).toMatchObject({ coverUrl: image.url, version: 2 })
    const told = await rowsOf(managers.database, 'select version, type from outbox where version = 2')
    expect(told).toEqual([{ version: 2, type: 'room.changed' }])
  })

  test('is shown at once when it is approved already, by its path or its whole address', async () => {
    const image = await newImage()
    await image.hear('pass')
    expect((await create(image.path)).coverUrl).toBe(image.url)
    expect((await create(image.url)).coverUrl).toBe(image.url)
  })

  test('leaves the picture before it in its place until it is approved', async () => {
    const { id } = await create('https://cdn.example.test/old.png')
    const image = await newImage()
    await update(id, image.path)
    expect(await cover(id)).toBe('https://cdn.example.test/old.png')
    await image.hear('pass')
    expect(await cover(id)).toBe(image.url)
  })

  test.each(['review', 'risky'] as const)(
    'that WeChat calls %s is never shown, and what was before stays',
    async (verdict) => {
      const { id } = await create('https://cdn.example.test/old.png')
      const image = await newImage()
      await update(id, image.path)
      await image.hear(verdict)
      expect(await managers.rooms.getRoom(id)).toMatchObject({
        coverUrl: 'https://cdn.example.test/old.png',
        version: 1,
      })
      await image.hear('pass')
      expect(await cover(id)).toBe('https://cdn.example.test/old.png')
      await expect(update(id, image.path)).rejects.toMatchObject({ code: 'invalid_request' })
    },
  )

  test('that is called risky after it was shown is taken out of every room', async () => {
    const image = await newImage()
    const rooms = [await create(image.path), await create(image.path)]
    await image.hear('pass')
    await image.hear('risky')
    for (const { id } of rooms)
      expect(await managers.rooms.getRoom(id)).toMatchObject({ coverUrl: null, version: 3 })
  })

  test('that was replaced meanwhile does not come back with its verdict', async () => {
    const [first, second] = [await newImage(), await newImage()]
    const { id } = await create(first.path)
    await update(id, second.path)
    await first.hear('pass')
    expect(await cover(id)).toBeNull()
    await second.hear('pass')
    expect(await cover(id)).toBe(second.url)
    await update(id, null)
    await second.hear('pass')
    expect(await cover(id)).toBeNull()
  })

  test('is shown or not in the end, whichever of verdict and choice comes first', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [image, { id }] = [await newImage(), await create()]
      await Promise.all([update(id, image.path), image.hear('pass')])
      expect(await cover(id)).toBe(image.url)
    }
  })

  test.each([
    ['another’s', async () => newImage({ user: stranger })],
    ['an avatar', async () => newImage({ purpose: 'avatar' })],
  ])('is not taken when it is %s, also when approved', async (_, make) => {
    const image = await make()
    await expect(create(image.path)).rejects.toMatchObject({ code: 'invalid_request' })
    await image.hear('pass')
    await expect(create(image.path)).rejects.toMatchObject({
      code: 'invalid_request',
      issues: [{ path: 'body.coverUrl' }],
    })
  })
})

describe('an address that a client gives', () => {
  test.each([
    'https://cdn.example.test/a.png',
    'https://cdn.example.test',
    'https://CDN.example.test/a',
    'https://cdn.example.test:443/a',
  ])('on an allowed host is shown as it is: %s', async (coverUrl) => {
    expect((await create(coverUrl)).coverUrl).toBe(coverUrl)
  })

  const hostile = hostileCovers(9)
  test(`that is one of ${hostile.length} hostile ones is refused, by the schema or by the rule`, async () => {
    expect(hostile.length).toBeGreaterThanOrEqual(60)
    const rules = { imageUrls: managers.imageUrls, imageHosts: ['cdn.example.test'] }
    for (const coverUrl of hostile) {
      const choice = chooseCover(managers.database, rules, { coverUrl, ownerId: owner.id })
      await expect(choice).rejects.toMatchObject({ code: 'invalid_request' })
      const parsed = createRoomRequest.safeParse({ title: 'x', coverUrl })
      if (parsed.success)
        await expect(managers.rooms.createRoom(owner, parsed.data)).rejects.toThrow('body.coverUrl')
    }
    expect(await rowsOf(managers.database, 'select id from rooms')).toEqual([])
  })

  test('without allowed hosts and without images is refused, whatever it is', async () => {
    const rules = { imageUrls: undefined, imageHosts: [] }
    const image = await newImage()
    for (const coverUrl of ['https://cdn.example.test/a.png', image.path, image.url]) {
      const choice = chooseCover(managers.database, rules, { coverUrl, ownerId: owner.id })
      await expect(choice).rejects.toMatchObject({ code: 'invalid_request' })
    }
  })
})
