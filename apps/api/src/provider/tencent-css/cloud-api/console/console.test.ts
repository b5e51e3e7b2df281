import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CircuitBreaker } from '../../../../outside/circuit-breaker.ts'
import { OutsideError } from '../../../../outside/outside-error.ts'
import { OutsideService } from '../../../../outside/outside-service.ts'
import { answering } from '../../../../outside/testing/behaviours.ts'
import { manualTiming } from '../../../../outside/testing/manual-timing.ts'
import { type OutsideServer, openOutsideServer } from '../../../../outside/testing/outside-server.ts'
import { testKeys } from '../../../../testing/test-keys.ts'
import { CloudApi } from '../cloud-api.ts'
import { describePlayAuthKey, describePushAuthKey } from './auth-keys.ts'
import { describeCallbackRules, describeCallbackTemplates } from './callback-settings.ts'
import { describeLiveDomains } from './live-domains.ts'

let server: OutsideServer
let api: CloudApi
beforeEach(async () => {
  server = await openOutsideServer()
  const timing = manualTiming()
  const breaker = new CircuitBreaker({ failures: 99, openMs: 1, nowMs: timing.nowMs, onChange: () => {} })
  api = new CloudApi({
    baseUrl: server.address,
    key: { secretId: testKeys.cloudSecretId, secretKey: testKeys.cloudSecretKey },
    service: new OutsideService({ name: 'tencent-cloud', breaker, timing }),
    clock: Date.now,
    alarm: { accepted: () => {}, refused: () => {} },
  })
})
afterEach(() => server.close())

const given = (...responses: object[]) =>
  server.behave(
    ...responses.map((response) => answering({ Response: { ...response, RequestId: '8e50cdb5' } })),
  )
const asked = () => server.requests.map(({ headers, body }) => [headers['x-tc-action'], JSON.parse(body)])

describe('authentication', () => {
  test('of a push domain is read in the names of the document', async () => {
    const info = { DomainName: 'push.example.test', MasterAuthKey: 'a', BackupAuthKey: 'b', AuthDelta: 300 }
    given({ PushAuthKeyInfo: { ...info, Enable: 1 } })
    expect(await describePushAuthKey(api, 'push.example.test')).toEqual({
      isEnabled: true,
      primary: 'a',
      backup: 'b',
      authDeltaSeconds: 300,
    })
    expect(asked()).toEqual([['DescribeLivePushAuthKey', { DomainName: 'push.example.test' }]])
  })

  test('of a play domain has other names for the keys', async () => {
    given({ PlayAuthKeyInfo: { Enable: 1, AuthKey: 'a', AuthBackKey: 'b', AuthDelta: 0 } })
    expect(await describePlayAuthKey(api, 'play.example.test')).toEqual({
      isEnabled: true,
      primary: 'a',
      backup: 'b',
      authDeltaSeconds: 0,
    })
    expect(asked()).toEqual([['DescribeLivePlayAuthKey', { DomainName: 'play.example.test' }]])
  })

  test('that is switched off has no keys, however Tencent leaves them out', async () => {
    const off = { isEnabled: false, primary: '', backup: '', authDeltaSeconds: 0 }
    for (const empty of [{}, { AuthKey: '', AuthBackKey: null, AuthDelta: null }]) {
      given({ PlayAuthKeyInfo: { Enable: 0, ...empty } })
      expect(await describePlayAuthKey(api, 'play.example.test')).toEqual(off)
    }
  })

  test('that cannot be read is no answer: it is never taken for "switched off"', async () => {
    for (const response of [{}, { PlayAuthKeyInfo: null }, { PlayAuthKeyInfo: { AuthKey: 'a' } }]) {
      given(response)
      await expect(describePlayAuthKey(api, 'play.example.test')).rejects.toMatchObject({
        kind: 'unknown',
        code: 'UnreadableAnswer',
      })
    }
  })
})

describe('domains', () => {
  const info = (number: number) => ({
    Name: `D${number}.example.test`,
    Type: number % 2,
    Status: 1,
    BCName: 1,
  })

  test('are read with their kind, state and CNAME', async () => {
    const target = 'push.example.test.tlivepush.com'
    const domain = { Name: 'Push.example.test', Type: 0, Status: 0, BCName: 0, TargetDomain: target }
    given({ AllCount: 1, DomainList: [domain] })
    expect(await describeLiveDomains(api)).toEqual([
      { name: 'push.example.test', type: 'push', isEnabled: false, isResolved: false, target },
    ])
  })

  test('of a large account are read page by page, and no page for ever', async () => {
    given({ AllCount: 3, DomainList: [info(0), info(1)] }, { AllCount: 3, DomainList: [info(2)] })
    expect((await describeLiveDomains(api)).map(({ type }) => type)).toEqual(['push', 'play', 'push'])
    expect(asked().map(([, parameters]) => parameters)).toEqual([
      { PageSize: 100, PageNum: 1 },
      { PageSize: 100, PageNum: 2 },
    ])
    given({ AllCount: 1_000_000, DomainList: [info(0)] })
    expect(await describeLiveDomains(api)).toHaveLength(10)
    given({ AllCount: 5, DomainList: [] })
    expect(await describeLiveDomains(api)).toEqual([])
  })
})

test('callback templates and rules are read, also without a key or a URL', async () => {
  const urls = { StreamBeginNotifyUrl: 'https://a.example/b', StreamEndNotifyUrl: 'https://a.example/e' }
  const template = { TemplateId: 1000, TemplateName: 'n', CallbackKey: 'k', Description: '', ...urls }
  given({ Templates: [template, { TemplateId: 1001, CallbackKey: null }] })
  expect(await describeCallbackTemplates(api)).toEqual([
    { id: 1000, name: 'n', beginUrl: 'https://a.example/b', endUrl: 'https://a.example/e', key: 'k' },
    { id: 1001, name: '', beginUrl: '', endUrl: '', key: '' },
  ])
  given({ Rules: [{ TemplateId: 1000, DomainName: '5000.livepush.myqcloud.com', AppName: 'live' }] })
  expect(await describeCallbackRules(api)).toEqual([
    { templateId: 1000, domain: '5000.livepush.myqcloud.com', appName: 'live' },
  ])
})

test('an error is told by its code', async () => {
  given({ Error: { Code: 'AuthFailure.UnauthorizedOperation', Message: 'x' } })
  for (const ask of [describeLiveDomains, describeCallbackRules, describeCallbackTemplates]) {
    const error: unknown = await ask(api).catch((failure: unknown) => failure)
    expect(error).toBeInstanceOf(OutsideError)
    expect(error).toMatchObject({ kind: 'refused', code: 'AuthFailure.UnauthorizedOperation' })
  }
})
