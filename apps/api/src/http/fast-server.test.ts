import http from 'node:http'
import express, { type Express, Router } from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type Loopback, openLoopback, type Sent } from '../testing/loopback.ts'
import { createFastServer } from './fast-server.ts'

/** An app that uses what Express adds to requests and answers. */
function probeApp(): Express {
  const app = express()
  const router = Router()
  router.get('/:word', (req, res) => {
    res
      .vary('Accept')
      .append('X-Word', req.params.word)
      .json({ base: req.baseUrl, path: req.path, url: req.url })
  })
  app.get('/request', (req, res) => {
    const { ip, ips, protocol, secure, hostname, path, xhr, fresh, originalUrl, query } = req
    const asked = { get: req.get('X-Probe'), accepts: req.accepts('json', 'html'), is: req.is('json') }
    const same = { app: req.app === app && res.app === app, res: req.res === res, req: res.req === req }
    res.json({ ip, ips, protocol, secure, hostname, path, xhr, fresh, originalUrl, query, asked, same })
  })
  app.get(
    '/text',
    (_req, res) => void res.status(202).type('txt').set('X-A', 'b').cookie('c', 'd').send('文字'),
  )
  app.get('/redirect', (_req, res) => res.redirect(303, '/text'))
  app.get('/teapot', (_req, res) => void res.sendStatus(418))
  app.get(
    '/format',
    (_req, res) => void res.format({ html: () => res.send('<p>'), json: () => res.json([]) }),
  )
  app.get('/throw', () => {
    throw Object.assign(new Error('broken'), { status: 502, stack: 'stack' })
  })
  app.get('/reject', async () => {
    throw Object.assign(new Error('broken later'), { stack: 'stack' })
  })
  app.post('/echo', express.json(), (req, res) => void res.json({ body: req.body, is: req.is('json') }))
  app.use('/router', router)
  return app
}

const JSON_TYPE = { 'content-type': 'application/json' }
const PROBES: [string, string, Sent][] = [
  ['request properties', '/request?a=1&a=2', { headers: { 'x-probe': 'p', accept: 'text/html' } }],
  [
    'forwarded headers',
    '/request',
    { headers: { 'x-forwarded-for': '9.9.9.9', 'x-forwarded-proto': 'https' } },
  ],
  ['text with a cookie', '/text', {}],
  ['HEAD', '/text', { method: 'HEAD' }],
  ['a conditional GET', '/text', { headers: { 'if-none-match': '*' } }],
  ['a redirect', '/redirect', {}],
  ['sendStatus', '/teapot', {}],
  ['format', '/format', { headers: { accept: 'application/json' } }],
  ['format that nobody accepts', '/format', { headers: { accept: 'image/png' } }],
  ['404', '/nothing', {}],
  ['OPTIONS', '/text', { method: 'OPTIONS' }],
  ['a JSON body', '/echo', { method: 'POST', headers: JSON_TYPE, body: '{"a":[1]}' }],
  ['a broken JSON body', '/echo', { method: 'POST', headers: JSON_TYPE, body: '{"a":' }],
  ['an oversized body', '/echo', { method: 'POST', headers: JSON_TYPE, body: `"${'x'.repeat(200_000)}"` }],
  ['a throw', '/throw', {}],
  ['a rejection', '/reject', {}],
  ['a router', '/router/word', {}],
  ['a bad percent-escape', '/router/%ff', {}],
]

describe('createFastServer', () => {
  let fast: Loopback
  let stock: Loopback

  beforeAll(async () => {
    fast = await openLoopback(createFastServer(probeApp()))
    stock = await openLoopback(http.createServer(probeApp()))
  })
  afterAll(() => Promise.all([fast.close(), stock.close()]))

  test.each(PROBES)('answers %s exactly as http.createServer does', async (_, path, sent) => {
    const [ours, theirs] = await Promise.all([fast.send(path, sent), stock.send(path, sent)])
    expect(comparable(ours)).toEqual(comparable(theirs))
  })

  test('passes options on to node', () => {
    expect(createFastServer(express(), { headersTimeout: 1234 }).headersTimeout).toBe(1234)
  })
})

/** Date differs by nature; traces of parser errors hold the two servers' own frames. */
function comparable({ status, headers: { date: _, ...headers }, text }: Answer) {
  const isTrace = status >= 400 && text.includes('<pre>') && text.includes('at ')
  if (!isTrace) return { status, headers, text }
  const { 'content-length': _length, ...others } = headers
  return { status, headers: others, text: text.split('<br>')[0] }
}

describe('prototypes', () => {
  /** Whether request and answer have the app's prototypes before Express sees them, and still in a middleware. */
  async function probe(create: (app: Express) => http.Server) {
    const app = express()
    const isOurs = (req: object, res: object) => ({
      request: Object.getPrototypeOf(req) === app.request,
      response: Object.getPrototypeOf(res) === app.response,
    })
    const seen: Record<string, unknown> = {}
    app.use((req, res) => {
      seen.inMiddleware = isOurs(req, res)
      res.end()
    })
    const server = create(app)
    server.prependListener('request', (req, res) => {
      seen.before = isOurs(req, res)
    })
    const loopback = await openLoopback(server)
    await loopback.send('/')
    await loopback.close()
    return seen
  }
  const yes = { request: true, response: true }
  const no = { request: false, response: false }

  test('are the app’s already when node makes them, so that Express’s setPrototypeOf changes nothing', async () => {
    expect(await probe((app) => createFastServer(app))).toEqual({ before: yes, inMiddleware: yes })
  })

  test('of the stock server are changed by Express: the probe above can fail', async () => {
    expect(await probe((app) => http.createServer(app))).toEqual({ before: no, inMiddleware: yes })
  })

  test('of node itself are left alone', () => {
    const before = [http.IncomingMessage, http.ServerResponse].map((type) => Object.keys(type.prototype))
    createFastServer(express())
    expect([http.IncomingMessage, http.ServerResponse].map((type) => Object.keys(type.prototype))).toEqual(
      before,
    )
    expect(Object.hasOwn(http.ServerResponse.prototype, 'json')).toBe(false)
  })
})
