import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { roles } from '../session/role.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import { isBytesAnswer } from './raw-content.ts'

const all = Object.entries<Operation>(operations)

/** The object schemas within a schema, itself included. */
function objectsIn(schema: unknown): z.ZodMiniObject[] {
  if (schema instanceof z.ZodMiniObject) return [schema, ...Object.values(schema.shape).flatMap(objectsIn)]
  if (schema instanceof z.ZodMiniDiscriminatedUnion) return schema.def.options.flatMap(objectsIn)
  if (schema instanceof z.ZodMiniArray) return objectsIn(schema.def.element)
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable)
    return objectsIn(schema.def.innerType)
  return []
}

const isStrict = (schema: z.ZodMiniObject) => schema.def.catchall?._zod.def.type === 'never'

describe('the contract', () => {
  test.each(all)('%s refuses unknown fields in its request', (_, { params, query, body, access }) => {
    // What another server's own format adds one day is not ours to refuse.
    const ours = access.by === 'service' ? [params] : [params, query, body]
    for (const schema of ours.filter((part) => part !== undefined)) {
      expect(objectsIn(schema).length).toBeGreaterThan(0)
      expect(objectsIn(schema).every(isStrict)).toBe(true)
      expect(schema.safeParse({ unknown: 1 }).error?.issues).toContainEqual(
        expect.objectContaining({ code: 'unrecognized_keys', keys: ['unknown'] }),
      )
    }
  })

  test.each(all)(
    '%s lets its answer grow: a client of today reads the server of tomorrow',
    (_, { answer }) => {
      if (isBytesAnswer(answer)) return
      const objects = objectsIn(answer)
      expect(objects.length).toBeGreaterThan(0)
      expect(objects.filter(isStrict)).toEqual([])
    },
  )

  test.each(all)('%s declares each parameter of its path, and no other', (_, { path, params }) => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(params instanceof z.ZodMiniObject ? Object.keys(params.shape) : []).toEqual(inPath)
  })

  test.each(all)('%s has a body only where its method may carry one', (_, { method, body, rawBody }) => {
    expect(method === 'POST').toBe(body !== undefined || rawBody !== undefined)
    expect(body !== undefined && rawBody !== undefined).toBe(false)
  })

  test('no two operations share a method and a path', () => {
    const calls = all.map(([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`)
    expect(new Set(calls).size).toBe(calls.length)
  })

  test('what stands under a room may only be reached with a session', () => {
    for (const [name, { path, access }] of all) {
      if (path.startsWith('/v1/rooms'))
        expect([name, roles]).toEqual([name, expect.arrayContaining([access.by])])
    }
  })
})

describe('answers of a newer server', () => {
  test('are read with their unknown fields dropped and their unknown words neutral', () => {
    const room = {
      id: `room_${'0'.repeat(20)}`,
      title: 'x',
      coverUrl: null,
      broadcaster: { id: `user_${'0'.repeat(20)}`, displayName: 'x', avatar: 'new' },
      status: 'paused',
      endReason: 'copyright',
      version: 1,
      likes: 7,
    }
    expect(operations.getRoom.answer.parse(room)).toEqual({
      id: room.id,
      title: 'x',
      coverUrl: null,
      broadcaster: { id: room.broadcaster.id, displayName: 'x' },
      status: 'unknown',
      endReason: 'unknown',
      version: 1,
    })
    expect(operations.issuePlayUrls.answer.parse({ playable: false, reason: 'paused', x: 1 })).toEqual({
      playable: false,
      reason: 'unknown',
    })
  })
})
