import { type Image, image, type User } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ContentPolicy } from '../config/wechat-config.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { seededRandom } from '../testing/seeded-random.ts'
import { rowsOf } from '../testing/test-store.ts'
import { imageBytesInDatabase } from './image-bytes-in-database.ts'
import { ImageJudge } from './image-judge.ts'
import { ImageManager } from './image-manager.ts'
import { imageStore } from './image-store.ts'
import { extendedWebp, jpegOf, lossyWebp, pngOf } from './testing/pictures.ts'

let managers: Managers
let owner: User
let stranger: User
beforeAll(async () => {
  managers = await openManagers('images')
  owner = await managers.newUser('owner')
  stranger = await managers.newUser('stranger')
})
afterAll(() => managers.database.close())
beforeEach(() => rowsOf(managers.database, 'truncate images cascade'))

function imagesWith(policy: ContentPolicy): ImageManager {
  const { database, clock, imageUrls: urls } = managers
  return new ImageManager({
    ...{ database, clock, urls, policy },
    bytes: imageBytesInDatabase(database),
    random: seededRandom(`${policy}${Math.floor(clock())}`),
  })
}

const PNG = pngOf(640, 360)
const upload = (
  images: ImageManager,
  bytes = PNG,
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp' = 'image/png',
) => images.upload(owner, { purpose: 'cover', mediaType, bytes })
const previewOf = ({ previewUrl = '' }: Image) => new URL(previewUrl).searchParams.get('preview') ?? ''

/** Decides as WeChat's answer would. */
async function decide(id: string, verdict: 'pass' | 'risky') {
  const { database, clock, imageUrls: urls } = managers
  const judge = new ImageJudge({ database, clock, urls, policy: 'strict', onCommit: () => {} })
  await imageStore.noteQuestion(database, { traceId: id, imageId: id, askedAt: new Date(clock()) })
  await judge.hear(id, verdict)
}

describe('an uploaded image', () => {
  test('is described as the contract says, and waits to be checked', async () => {
    const answer = await upload(imagesWith('strict'))
    expect(image.parse(answer)).toEqual(answer)
    expect(answer).toEqual({
      id: expect.stringMatching(/^image_[0-9a-z]{20}$/),
      purpose: 'cover',
      state: 'pending',
      path: `/v1/images/${answer.id}`,
      url: `https://api.example.test/v1/images/${answer.id}`,
      previewUrl: expect.stringMatching(
        new RegExp(`^https://api\\.example\\.test/v1/images/${answer.id}\\?preview=`),
      ),
      previewExpiresAt: new Date(managers.clock() + 3_600_000).toISOString(),
      width: 640,
      height: 360,
      createdAt: new Date(managers.clock()).toISOString(),
    })
    const due = await rowsOf(managers.database, 'select check_at from images')
    expect(due).toEqual([{ check_at: new Date(managers.clock()) }])
  })

  test('where nothing is checked is approved at once, WebP included', async () => {
    const images = imagesWith('off')
    const answer = await upload(images, lossyWebp(64, 36), 'image/webp')
    expect(answer).toMatchObject({ state: 'approved', width: 64, height: 36 })
    expect(answer).not.toHaveProperty('previewUrl')
    expect((await images.getImage(answer.id, undefined)).mediaType).toBe('image/webp')
    expect(await rowsOf(managers.database, 'select 1 from images where check_at is not null')).toEqual([])
  })

  test.each<[string, Buffer, 'image/png' | 'image/jpeg' | 'image/webp', string]>([
    ['is another format than it says', jpegOf(64, 36), 'image/png', 'invalid_request'],
    ['is a page', Buffer.from('<html>'), 'image/jpeg', 'invalid_request'],
    ['is empty', Buffer.alloc(0), 'image/png', 'invalid_request'],
    ['is too big', pngOf(4_097, 1), 'image/png', 'invalid_request'],
    ['moves', extendedWebp(64, 36, 2), 'image/webp', 'invalid_request'],
    ['cannot be checked', lossyWebp(64, 36), 'image/webp', 'unsupported_media_type'],
  ])('that %s is refused and not kept', async (_, bytes, mediaType, code) => {
    await expect(upload(imagesWith('strict'), bytes, mediaType)).rejects.toMatchObject({ code })
    expect(await rowsOf(managers.database, 'select 1 from images')).toEqual([])
    expect(await rowsOf(managers.database, 'select 1 from image_bytes')).toEqual([])
  })

  test('is one of at most 50 a day, and the refusal says when the next may follow', async () => {
    const images = imagesWith('strict')
    for (let index = 0; index < 50; index += 1) {
      await upload(images)
      managers.clock.advance(1_000)
    }
    await expect(upload(images)).rejects.toMatchObject({
      code: 'rate_limited',
      headers: { 'retry-after': String(24 * 3_600 - 50) },
    })
    expect(
      (await images.upload(stranger, { purpose: 'cover', mediaType: 'image/png', bytes: PNG })).state,
    ).toBe('pending')
    managers.clock.advance((24 * 3_600 - 50) * 1_000)
    expect((await upload(images)).state).toBe('pending')
  })
})

describe('the bytes of an image', () => {
  test('are shown to nobody but who has its preview while it is pending, and nobody keeps them', async () => {
    const images = imagesWith('strict')
    const answer = await upload(images)
    await expect(images.getImage(answer.id, undefined)).rejects.toMatchObject({ code: 'not_found' })
    const shown = await images.getImage(answer.id, previewOf(answer))
    expect(shown).toMatchObject({ mediaType: 'image/png', bytes: PNG })
    expect(shown.headers?.['cache-control']).toBe('private, no-store')
  })

  test('that was rejected are shown to its owner only', async () => {
    const images = imagesWith('strict')
    const { id } = await upload(images)
    await decide(id, 'risky')
    await expect(images.getImage(id, undefined)).rejects.toMatchObject({ code: 'not_found' })
    const own = await images.getState(owner, id)
    expect(own.state).toBe('rejected')
    expect((await images.getImage(id, previewOf(own))).headers?.['cache-control']).toBe('private, no-store')
  })

  test('that was approved are shown to everybody, for ever, as nothing but a picture', async () => {
    const images = imagesWith('strict')
    const { id } = await upload(images)
    await decide(id, 'pass')
    expect(await images.getImage(id, undefined)).toEqual({
      mediaType: 'image/png',
      bytes: PNG,
      headers: {
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'cross-origin',
      },
    })
    expect(await images.getState(owner, id)).not.toHaveProperty('previewUrl')
  })

  test('are not shown by a preview that has ended, is another image’s, or was changed', async () => {
    const images = imagesWith('strict')
    const [first, second] = [await upload(images), await upload(images)]
    const preview = previewOf(first)
    const [expiresAt = '', mac = ''] = preview.split('.')
    const forged = [
      previewOf(second),
      `${Number(expiresAt) + 1}.${mac}`,
      `0${expiresAt}.${mac}`,
      `${expiresAt}.${mac.slice(0, -1)}${mac.endsWith('A') ? 'B' : 'A'}`,
      `${expiresAt}.${'A'.repeat(43)}`,
      '',
    ]
    for (const each of forged)
      await expect(images.getImage(first.id, each)).rejects.toMatchObject({ code: 'not_found' })
    managers.clock.advance(3_600_000 - 1_000)
    await images.getImage(first.id, preview)
    managers.clock.advance(1_001)
    await expect(images.getImage(first.id, preview)).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('another’s image, an absent one and one that is not shown are answered alike', async () => {
  const images = imagesWith('strict')
  const { id } = await upload(images)
  const absent = `image_${'0'.repeat(20)}`
  const answers = await Promise.all([
    refusalOf(images.getState(stranger, id)),
    refusalOf(images.getState(stranger, absent)),
    refusalOf(images.getImage(id, undefined)),
    refusalOf(images.getImage(absent, undefined)),
  ])
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ code: 'not_found' })
})

test('a person’s avatar is the newest approved one', async () => {
  const images = imagesWith('strict')
  const avatars = () => imageStore.avatarsOf(managers.database, [owner.id, stranger.id])
  const newAvatar = async () => {
    managers.clock.advance(1_000)
    return (await images.upload(owner, { purpose: 'avatar', mediaType: 'image/png', bytes: PNG })).id
  }
  const [first, second, third] = [await newAvatar(), await newAvatar(), await newAvatar()]
  expect(await avatars()).toEqual(new Map())
  await decide(second, 'pass')
  await decide(first, 'pass')
  await decide(third, 'risky')
  expect(await avatars()).toEqual(new Map([[owner.id, second]]))
})
