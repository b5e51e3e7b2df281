import { inTheConsole } from './at-tencent.ts'
import { startWith } from './installation.ts'
import { type Misconfiguration, setting } from './misconfiguration.ts'
import { SECRETS } from './secrets.ts'

type Fetch = typeof fetch

/** What answers at the public address, in the place of the API. */
const answering =
  (
    ...answers: [status: number, body?: string, headers?: Record<string, string>]
  ): Misconfiguration['inject'] =>
  (installation) => {
    const [status, body = '', headers = {}] = answers
    atPublicAddress(installation, async () => new Response(body, { status, headers }))
  }

const atPublicAddress = (installation: Parameters<Misconfiguration['inject']>[0], answer: Fetch) => {
  const { environment, ports } = installation
  const publicBaseUrl = environment.KAIBO_PUBLIC_BASE_URL ?? ''
  installation.ports = {
    ...ports,
    fetch: (input, init) =>
      String(input).startsWith(publicBaseUrl) ? answer(input, init) : ports.fetch(input, init),
  }
}

/** An API that runs with another configuration than the one that is checked. */
const running =
  (changes: NodeJS.ProcessEnv): Misconfiguration['inject'] =>
  async (installation) => {
    const { environment } = installation
    const api = await startWith({ ...environment, ...changes })
    const publicBaseUrl = environment.KAIBO_PUBLIC_BASE_URL ?? ''
    atPublicAddress(installation, (input, init) =>
      fetch(String(input).replace(publicBaseUrl, api.address), init),
    )
    installation.afterwards.push(() => api.stop())
  }

const NOT_ENTERABLE = { KAIBO_CALLBACK_KEY: `${SECRETS.KAIBO_CALLBACK_KEY}-and-more` }

/** Wrong between the public address and the API. */
export const AT_THE_API: Misconfiguration[] = [
  {
    what: "everybody has a callback key that Tencent's console does not take",
    code: 'callback-key.not-enterable',
    async inject(installation) {
      await running(NOT_ENTERABLE)(installation)
      setting(NOT_ENTERABLE)(installation)
      inTheConsole({ callbacks: { key: NOT_ENTERABLE.KAIBO_CALLBACK_KEY } })(installation)
    },
  },
  {
    what: 'the API runs with another token for the message push',
    code: 'message-push.other-token',
    inject: running({ KAIBO_WECHAT_PUSH_TOKEN: 'canaryotherpushtoken0123456789ab' }),
  },
  {
    what: 'the API runs without a message push',
    code: 'message-push.other-path',
    inject: running({ KAIBO_WECHAT_PUSH_TOKEN: '' }),
  },
  {
    what: 'the API runs with another callback key',
    code: 'callback-endpoint.other-key',
    inject: running({ KAIBO_CALLBACK_KEY: 'canaryothercallbackkey0123456789' }),
  },
  {
    what: 'the API runs with another callback path',
    code: 'callback-endpoint.other-path',
    inject: running({ KAIBO_CALLBACK_PATH: `${SECRETS.KAIBO_CALLBACK_PATH}x` }),
  },
  {
    what: 'a web site answers everything',
    code: 'callback-endpoint.not-kaibo',
    inject: answering(200, '<html>Welcome</html>'),
  },
  {
    what: 'something says yes to every callback',
    code: 'callback-endpoint.takes-forged',
    inject: answering(200, '{"code":0}'),
  },
  {
    what: 'the public address redirects',
    code: 'callback-endpoint.redirects',
    inject: answering(301, '', { location: 'https://www.kaibo.test/' }),
  },
  { what: 'the proxy asks for a login', code: 'callback-endpoint.locked', inject: answering(401) },
  { what: 'the API is down behind its proxy', code: 'callback-endpoint.fails', inject: answering(502) },
  {
    what: 'nobody listens at the public address',
    code: 'callback-endpoint.nobody',
    inject: (installation) =>
      atPublicAddress(installation, () =>
        Promise.reject(
          new TypeError('fetch failed', {
            cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' }),
          }),
        ),
      ),
  },
]
