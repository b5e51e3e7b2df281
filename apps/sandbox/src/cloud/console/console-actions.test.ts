import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ConsoleFaults } from '../../control/console-faults.ts'
import type { Sandbox } from '../../sandbox.ts'
import { callCloud } from '../../testing/cloud-caller.ts'
import { KEYS, startTestSandbox, TEST_CONFIG } from '../../testing/test-sandbox.ts'
import type { CloudActionName } from '../cloud-action-name.ts'

const CALLBACK_URL = 'http://127.0.0.1:7100/v1/callbacks/x'
const PUSH = { DomainName: TEST_CONFIG.pushDomain }
const PLAY = { DomainName: 'play.example.test' }

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startTestSandbox({ callbackUrl: CALLBACK_URL, playDomain: PLAY.DomainName })
})
afterEach(() => sandbox.stop())

const call = (action: CloudActionName, parameters: object = {}) => callCloud(sandbox, action, parameters)
const given = (console: ConsoleFaults) => sandbox.faults.set({ cloud: { console } })

describe('the console is set as this sandbox behaves:', () => {
  test('both domains exist, are switched on and lead to Tencent', async () => {
    expect(await call('DescribeLiveDomains')).toMatchObject({
      AllCount: 2,
      DomainList: [
        { Name: PUSH.DomainName, Type: 0, Status: 1, BCName: 1 },
        { Name: PLAY.DomainName, Type: 1, Status: 1, BCName: 1 },
      ],
    })
    expect(await call('DescribeLiveDomains', { DomainType: 1 })).toMatchObject({ AllCount: 1 })
    expect(await call('DescribeLiveDomains', { PageNum: 2 })).toMatchObject({ AllCount: 2, DomainList: [] })
  })

  test('pushing and playing ask for the keys that are checked', async () => {
    expect(await call('DescribeLivePushAuthKey', PUSH)).toMatchObject({
      PushAuthKeyInfo: {
        Enable: 1,
        MasterAuthKey: KEYS.push,
        BackupAuthKey: KEYS.pushBackup,
        AuthDelta: 0,
        ...PUSH,
      },
    })
    expect(await call('DescribeLivePlayAuthKey', PLAY)).toMatchObject({
      PlayAuthKeyInfo: { Enable: 1, AuthKey: KEYS.play, AuthBackKey: KEYS.playBackup, AuthDelta: 0, ...PLAY },
    })
  })

  test('a template with the callback URL and key is bound to the push domain', async () => {
    const { Templates } = await call('DescribeLiveCallbackTemplates')
    const template = {
      StreamBeginNotifyUrl: CALLBACK_URL,
      StreamEndNotifyUrl: CALLBACK_URL,
      CallbackKey: KEYS.callback,
    }
    expect(Templates).toMatchObject([{ TemplateId: 1000, ...template }])
    const { Rules } = await call('DescribeLiveCallbackRules')
    expect(Rules).toMatchObject([{ TemplateId: 1000, AppName: 'live', ...PUSH }])
  })

  test('without a callback URL there is neither template nor rule', async () => {
    sandbox.setCallbackUrl(null)
    expect(await call('DescribeLiveCallbackTemplates')).toMatchObject({ Templates: [] })
    expect(await call('DescribeLiveCallbackRules')).toMatchObject({ Rules: [] })
  })
})

describe('on demand it is set otherwise:', () => {
  test('authentication', async () => {
    given({
      pushAuth: { enabled: false },
      playAuth: { primaryKey: 'a', backupKey: 'b', deltaSeconds: 86_400 },
    })
    expect(await call('DescribeLivePushAuthKey', PUSH)).toMatchObject({
      PushAuthKeyInfo: { Enable: 0, MasterAuthKey: KEYS.push },
    })
    expect(await call('DescribeLivePlayAuthKey', PLAY)).toMatchObject({
      PlayAuthKeyInfo: { Enable: 1, AuthKey: 'a', AuthBackKey: 'b', AuthDelta: 86_400 },
    })
  })

  test('domains', async () => {
    given({ pushDomain: { absent: true }, playDomain: { enabled: false, type: 'push', resolved: false } })
    expect(await call('DescribeLiveDomains')).toMatchObject({
      AllCount: 1,
      DomainList: [{ Name: PLAY.DomainName, Type: 0, Status: 0, BCName: 0, CurrentCName: '' }],
    })
  })

  test('callbacks', async () => {
    given({ callbacks: { beginUrl: 'https://a.example', endUrl: '', key: 'k', appName: '' } })
    const { Templates } = await call('DescribeLiveCallbackTemplates')
    expect(Templates).toMatchObject([
      { StreamBeginNotifyUrl: 'https://a.example', StreamEndNotifyUrl: '', CallbackKey: 'k' },
    ])
    expect(await call('DescribeLiveCallbackRules')).toMatchObject({ Rules: [{ AppName: '' }] })
    given({ callbacks: { unbound: true } })
    expect(await call('DescribeLiveCallbackRules')).toMatchObject({ Rules: [] })
  })
})

describe('a question that Tencent refuses is refused:', () => {
  test.each<[CloudActionName, object, string]>([
    ['DescribeLivePushAuthKey', PLAY, 'InvalidParameterValue'],
    ['DescribeLivePlayAuthKey', PUSH, 'InvalidParameterValue'],
    ['DescribeLivePushAuthKey', {}, 'MissingParameter'],
    ['DescribeLiveDomains', { PageSize: 9 }, 'InvalidParameterValue'],
    ['DescribeLiveDomains', { PageSize: '10' }, 'InvalidParameter'],
    ['DescribeLiveCallbackRules', PUSH, 'UnknownParameter'],
  ])('%s of %j', async (action, parameters, code) => {
    expect((await call(action, parameters)).Error?.Code).toBe(code)
  })

  test('every action to a key that may not', async () => {
    sandbox.faults.set({ cloud: { failure: 'unauthorized', actions: ['DescribeLiveDomains'] } })
    expect((await call('DescribeLiveDomains')).Error?.Code).toBe('AuthFailure.UnauthorizedOperation')
    expect((await call('DescribeLiveCallbackRules')).Error).toBeUndefined()
  })
})
