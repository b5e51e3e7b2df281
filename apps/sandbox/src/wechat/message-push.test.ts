import { createDecipheriv, createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { startTestSandbox, WECHAT } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'
import { callWechat, openidOf, tokenOf } from '../testing/wechat-caller.ts'

const TOKEN = 'PushToken0123456789'
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

/** An API for tests: its pictures, and its address for pushes. */
class FakeApi {
  readonly pushes: { query: URLSearchParams; body: Record<string, unknown> }[] = []
  readonly pictures = new Map<string, string>()
  answer = (_push: unknown, response: ServerResponse): void => void response.end('success')
  verify = (query: URLSearchParams, response: ServerResponse): void => void response.end(query.get('echostr'))
  readonly #server: Server = createServer((request, response) => void this.#serve(request, response))

  static async open(): Promise<FakeApi> {
    const api = new FakeApi()
    api.#server.listen(0, '127.0.0.1')
    await once(api.#server, 'listening')
    return api
  }

  get address(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.address)
    const picture = this.pictures.get(pathname)
    if (pathname !== '/push') {
      response.writeHead(picture === undefined ? 404 : 200).end(picture ?? '')
      return
    }
    if (request.method === 'GET') return this.verify(searchParams, response)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    this.pushes.push({ query: searchParams, body: JSON.parse(Buffer.concat(chunks).toString()) })
    this.answer(this.pushes.at(-1), response)
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

let api: FakeApi
let sandbox: Sandbox
beforeEach(async () => {
  api = await FakeApi.open()
})
afterEach(async () => {
  await sandbox.stop()
  api.close()
})

async function start(settings: { pushToken?: string; pushAesKey?: string }) {
  sandbox = await startTestSandbox({ wechat: { ...WECHAT, ...settings } })
}

async function checkPicture(path: string): Promise<string> {
  const body = {
    media_url: `${api.address}${path}`,
    media_type: 2,
    version: 2,
    scene: 1,
    openid: await openidOf(sandbox, 'anna'),
  }
  const reply = await callWechat(sandbox, 'image', body, await tokenOf(sandbox))
  return String(reply.body.trace_id)
}

const sha1 = (...parts: (string | null)[]) =>
  createHash('sha1').update(parts.map(String).sort().join('')).digest('hex')

describe('the address is asked before it is set:', () => {
  beforeEach(() => start({ pushToken: TOKEN }))

  test('it answers the word of a signed question', async () => {
    let signed: boolean | undefined
    api.verify = (query, response) => {
      signed = query.get('signature') === sha1(TOKEN, query.get('timestamp'), query.get('nonce'))
      response.end(query.get('echostr'))
    }
    await sandbox.wechat.setPushUrl(`${api.address}/push`)
    expect(signed).toBe(true)
  })

  test.each<[string, (query: URLSearchParams, response: ServerResponse) => void]>([
    ['another word', (_, response) => response.end('success')],
    ['an error', (query, response) => response.writeHead(403).end(query.get('echostr'))],
    ['a redirect', (_, response) => response.writeHead(302, { location: '/elsewhere' }).end()],
  ])('%s is not taken', async (_, verify) => {
    api.verify = verify
    await expect(sandbox.wechat.setPushUrl(`${api.address}/push`)).rejects.toThrow(
      'did not answer the echostr',
    )
  })

  test.each(['http://example.com/push', 'https://127.0.0.1/push', 'x'])('%s is not asked', async (url) => {
    await expect(sandbox.wechat.setPushUrl(url)).rejects.toThrow()
  })
})

test('without a token no address can be set', async () => {
  await start({})
  await expect(sandbox.wechat.setPushUrl(`${api.address}/push`)).rejects.toThrow('KAIBO_WECHAT_PUSH_TOKEN')
})

describe('the verdict on a picture', () => {
  test.each([
    ['a picture', 'pass', 100],
    ['…kaibo-risky…', 'risky', 20006],
    ['…kaibo-review…', 'review', 21000],
  ])('of %s comes as a signed event', async (picture, suggest, label) => {
    await start({ pushToken: TOKEN })
    await sandbox.wechat.setPushUrl(`${api.address}/push`)
    api.pictures.set('/a.png', picture)
    const traceId = await checkPicture('/a.png')
    await until('the event has come', () => api.pushes.length === 1)
    const { query, body } = api.pushes[0] ?? { query: new URLSearchParams(), body: {} }
    expect(query.get('signature')).toBe(sha1(TOKEN, query.get('timestamp'), query.get('nonce')))
    expect(query.has('msg_signature')).toBe(false)
    expect(body).toMatchObject({
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: WECHAT.appId,
      trace_id: traceId,
      version: 2,
      errcode: 0,
      result: { suggest, label },
    })
    expect(sandbox.wechat.imageUrls()).toEqual([`${api.address}/a.png`])
    await until('it is known as delivered', () => sandbox.wechat.pushes()[0]?.outcome === 'delivered')
  })

  test('is encrypted where the account has a key, and the signature covers it', async () => {
    await start({ pushToken: TOKEN, pushAesKey: AES_KEY })
    await sandbox.wechat.setPushUrl(`${api.address}/push`)
    api.pictures.set('/a.png', 'a picture')
    const traceId = await checkPicture('/a.png')
    await until('the event has come', () => api.pushes.length === 1)
    const { query, body } = api.pushes[0] ?? { query: new URLSearchParams(), body: {} }
    expect(Object.keys(body)).toEqual(['ToUserName', 'Encrypt'])
    expect(query.get('encrypt_type')).toBe('aes')
    const encrypted = String(body.Encrypt)
    expect(query.get('msg_signature')).toBe(
      sha1(TOKEN, query.get('timestamp'), query.get('nonce'), encrypted),
    )
    const key = Buffer.from(`${AES_KEY}=`, 'base64')
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    const plain = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()])
    const end = 20 + plain.readUInt32BE(16)
    expect(JSON.parse(plain.toString('utf8', 20, end))).toMatchObject({ trace_id: traceId })
    const padding = plain.at(-1) ?? 0
    expect(plain.toString('utf8', end, plain.length - padding)).toBe(WECHAT.appId)
    expect(plain.length % 32).toBe(0)
  })

  test('on what cannot be downloaded is an error without a result', async () => {
    await start({ pushToken: TOKEN })
    await sandbox.wechat.setPushUrl(`${api.address}/push`)
    await checkPicture('/none.png')
    await until('the event has come', () => api.pushes.length === 1)
    expect(api.pushes[0]?.body).toMatchObject({ errcode: -1008 })
    expect(api.pushes[0]?.body).not.toHaveProperty('result')
  })

  test('is sent three times and then never again', async () => {
    await start({ pushToken: TOKEN })
    await sandbox.wechat.setPushUrl(`${api.address}/push`)
    api.answer = (_push, response) => void response.writeHead(503).end()
    await checkPicture('/none.png')
    await until('it gave up', () => sandbox.wechat.pushes()[0]?.outcome === 'gave-up')
    expect(api.pushes).toHaveLength(3)
  })

  test('is lost on demand, and where no address was set', async () => {
    await start({ pushToken: TOKEN })
    await checkPicture('/none.png')
    await until('the first is lost', () => sandbox.wechat.pushes().length === 1)
    await sandbox.wechat.setPushUrl(`${api.address}/push`)
    sandbox.faults.set({ wechat: { losePushes: true } })
    await checkPicture('/none.png')
    await until('the second is lost', () => sandbox.wechat.pushes().length === 2)
    expect(sandbox.wechat.pushes().map(({ outcome }) => outcome)).toEqual(['unconfigured', 'lost'])
    expect(api.pushes).toEqual([])
  })

  test('that takes long does not keep the sandbox from stopping', async () => {
    await start({ pushToken: TOKEN })
    sandbox.faults.set({ wechat: { imageCheckMs: 60_000 } })
    await checkPicture('/none.png')
    await sandbox.stop()
    expect(sandbox.wechat.pushes()).toEqual([])
  })
})

test('the control API sets the address, tells what was sent, accepts for a person, and ends tokens', async () => {
  await start({ pushToken: TOKEN })
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${sandbox.addresses.services}/control/wechat${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  expect(await control('PUT', '/push-url', { url: `${api.address}/push` })).toEqual({
    status: 200,
    body: { configured: true },
  })
  expect((await control('PUT', '/push-url', { url: 'http://example.com/' })).status).toBe(400)
  expect((await control('POST', '/acceptances', { openid: 'x' })).status).toBe(400)
  const openid = await openidOf(sandbox, 'anna')
  await control('POST', '/acceptances', { openid, templateId: 't' })
  const message = {
    touser: openid,
    template_id: 't',
    data: { thing1: { value: 'x' } },
    miniprogram_state: 'trial',
    lang: 'zh_CN',
  }
  const token = await tokenOf(sandbox)
  expect((await callWechat(sandbox, 'message', message, token)).body.errcode).toBe(0)
  await control('POST', '/end-tokens', { how: 'revoked' })
  expect((await callWechat(sandbox, 'message', message, token)).body.errcode).toBe(40001)
  await control('POST', '/away', { openid })
  expect((await control('GET', '/')).body).toMatchObject({
    calls: { message: { calls: 2, refused: 1 } },
    messages: [{ openid, templateId: 't', fields: { thing1: 'x' } }],
    imageUrls: [],
    pushes: [],
  })
})
