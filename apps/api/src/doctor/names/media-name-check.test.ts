import { describe, expect, test } from 'vitest'
import type { LiveDomain } from '../../provider/tencent-css/cloud-api/console/live-domains.ts'
import { mediaNameCheck } from './media-name-check.ts'
import { type NameResolver, NoNameAnswerError } from './name-resolver.ts'

const HOST = 'push.kaibo.test'
const domain: LiveDomain = {
  name: HOST,
  type: 'push',
  isEnabled: true,
  isResolved: true,
  target: `${HOST}.tlivepush.com`,
}

type World = {
  cnames?: Record<string, string>
  addresses?: string[]
  domains?: LiveDomain[] | Error
  urls?: string[]
}

async function verdictsOf({
  cnames = {},
  addresses = [],
  domains = [],
  urls = [`rtmp://${HOST}/live`],
}: World) {
  const resolver: NameResolver = { cname: async (name) => cnames[name], addresses: async () => addresses }
  const check = mediaNameCheck({
    id: 'push-name',
    title: { zh: '', en: '' },
    needs: [],
    urls,
    resolver,
    domains: async () => {
      if (domains instanceof Error) throw domains
      return domains
    },
  })
  return (await check.run()).map(({ verdict, code }) => `${verdict} ${code}`)
}

describe('a name is right', () => {
  test.each([
    ['tlivepush.com', 'push.kaibo.test.tlivepush.com'],
    ['tlivecdn.com', 'play.kaibo.test.tlivecdn.com'],
    ['an older CNAME of myqcloud.com', '5000.liveplay.myqcloud.com'],
  ])('that leads to %s', async (_, target) => {
    expect(await verdictsOf({ cnames: { [HOST]: target }, addresses: ['1.2.3.4'] })).toEqual([
      'ok push-name.ok',
    ])
  })

  test('that leads there by a name of its own', async () => {
    const cnames = { [HOST]: 'live.kaibo.test', 'live.kaibo.test': `${HOST}.tlivepush.com` }
    expect(await verdictsOf({ cnames, addresses: ['1.2.3.4'] })).toEqual(['ok push-name.ok'])
  })

  test("that is Tencent's own, for tests", async () => {
    const urls = ['rtmp://5000.livepush.myqcloud.com/live']
    expect(await verdictsOf({ urls, addresses: ['1.2.3.4'] })).toEqual(['ok push-name.ok'])
  })

  test('that has no CNAME of its own, if Tencent sees it lead there all the same', async () => {
    expect(await verdictsOf({ addresses: ['1.2.3.4'], domains: [domain] })).toEqual(['ok push-name.ok'])
  })

  test.each(['rtmp://127.0.0.1:1935/live', 'rtmp://[::1]/live', 'rtmp://203.0.113.7/live'])(
    'that is none, but an address: %s',
    async (url) => {
      expect(await verdictsOf({ urls: [url] })).toEqual(['ok push-name.address'])
    },
  )
})

describe('a name is wrong', () => {
  test('that does not exist', async () => {
    expect(await verdictsOf({})).toEqual(['wrong push-name.absent'])
  })

  test('that only looks like a name of Tencent', async () => {
    for (const target of ['tlivepush.com.evil.test', 'eviltlivepush.com', 'push.tlivepush.com.cn']) {
      expect(await verdictsOf({ cnames: { [HOST]: target }, addresses: ['1.2.3.4'] })).toEqual([
        'wrong push-name.elsewhere',
      ])
    }
  })

  test('that leads in a circle, which ends', async () => {
    const cnames = { [HOST]: 'a.test', 'a.test': HOST }
    expect(await verdictsOf({ cnames })).toEqual(['wrong push-name.elsewhere'])
  })

  test('without a CNAME, by what Tencent sees; where it cannot be asked, that is only to look at', async () => {
    const addresses = ['1.2.3.4']
    const unresolved = [{ ...domain, isResolved: false }]
    expect(await verdictsOf({ addresses, domains: unresolved })).toEqual(['wrong push-name.no-cname'])
    expect(await verdictsOf({ addresses, domains: new Error('no') })).toEqual(['warn push-name.no-cname'])
  })
})

test('a domain name system that does not answer is no alarm', async () => {
  const silent = async () => {
    throw new NoNameAnswerError('ETIMEOUT')
  }
  const check = mediaNameCheck({
    id: 'push-name',
    title: { zh: '', en: '' },
    needs: [],
    urls: [`rtmp://${HOST}/live`],
    resolver: { cname: silent, addresses: silent },
    domains: async () => [],
  })
  expect(await check.run()).toMatchObject([{ verdict: 'unknown', code: 'push-name.no-answer' }])
})
