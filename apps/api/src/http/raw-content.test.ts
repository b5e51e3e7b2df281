import type { Operation } from '@kaibo/live-core'
import express from 'express'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { expectError } from '../testing/expect-error.ts'
import { type Loopback, openLoopback, type Sent } from '../testing/loopback.ts'
import { errorHandler } from './error-handler.ts'
import { createFastServer } from './fast-server.ts'
import { mediaTypeOf, rawBodyOf, readBody } from './read-body.ts'
import { sendAnswer } from './send-answer.ts'

const mediaTypes = ['image/png', 'image/jpeg'] as const
const upload: Operation = {
  method: 'POST',
  path: '/upload',
  summary: '',
  access: { by: 'anyone' },
  rawBody: { mediaTypes: [...mediaTypes], maxBytes: 1_000 },
  status: 201,
  answer: z.object({}),
  errors: [],
}
const download: Operation = {
  method: 'GET',
  path: '/download',
  summary: '',
  access: { by: 'anyone' },
  status: 200,
  answer: { mediaTypes: [...mediaTypes] },
  errors: [],
}
const BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff])

let app: Loopback
beforeAll(async () => {
  const server = express()
  server.use((_req, res, next) => {
    res.locals.requestId = '1'
    res.setHeader('x-request-id', '1')
    next()
  })
  server.post('/upload', async (req, res) => {
    await readBody(upload, req, res)
    const mediaType = mediaTypeOf(mediaTypes, req)
    sendAnswer(upload, res, { mediaType, hex: rawBodyOf(req).toString('hex') })
  })
  server.get('/download', (_req, res) => {
    sendAnswer(download, res, {
      mediaType: 'image/png',
      bytes: BYTES,
      headers: { 'cache-control': 'public' },
    })
  })
  server.use(errorHandler(pino({ level: 'silent' })))
  app = await openLoopback(createFastServer(server))
})
afterAll(() => app.close())

const post = (body: Sent['body'], mediaType = 'image/png'): Sent => ({
  method: 'POST',
  headers: { 'content-type': mediaType },
  ...(body === undefined ? {} : { body }),
})

describe('a body of bytes', () => {
  test.each(mediaTypes)('of %s reaches the handler as it was sent', async (mediaType) => {
    const answer = await app.send('/upload', post(BYTES, mediaType))
    expect(answer.status).toBe(201)
    expect(JSON.parse(answer.text)).toEqual({ mediaType, hex: BYTES.toString('hex') })
  })

  test('may be as long as the operation says, and no longer, also in chunks', async () => {
    expect((await app.send('/upload', post(Buffer.alloc(1_000)))).status).toBe(201)
    expectError(await app.send('/upload', post(Buffer.alloc(1_001))), 'payload_too_large')
    expectError(await app.send('/upload', post(Array(11).fill(Buffer.alloc(100)))), 'payload_too_large')
  })

  test.each(['image/svg+xml', 'image/gif', 'text/html', 'multipart/form-data; boundary=x', 'png', ''])(
    'of the type %j is refused before it is read, and told what is accepted',
    async (mediaType) => {
      const error = expectError(await app.send('/upload', post(BYTES, mediaType)), 'unsupported_media_type')
      expect(error.message).toContain('image/png or image/jpeg')
    },
  )

  test('that is compressed is refused', async () => {
    const { headers, ...sent } = post(BYTES)
    const packed = { ...sent, headers: { ...headers, 'content-encoding': 'gzip' } }
    expectError(await app.send('/upload', packed), 'unsupported_media_type')
  })
})

describe('an answer of bytes', () => {
  test('carries its own type, length and headers, and is not to be taken for anything else', async () => {
    const { status, headers } = await app.send('/download')
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(BYTES.length),
      'cache-control': 'public',
      'x-content-type-options': 'nosniff',
    })
    const bytes = await (await fetch(`${app.address}/download`)).arrayBuffer()
    expect(Buffer.from(bytes)).toEqual(BYTES)
  })

  test('to HEAD has its headers only', async () => {
    const { headers, text } = await app.send('/download', { method: 'HEAD' })
    expect([headers['content-length'], text]).toEqual([String(BYTES.length), ''])
  })
})
