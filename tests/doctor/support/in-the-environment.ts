import { type Misconfiguration, setting } from './misconfiguration.ts'
import { NAMES } from './names.ts'
import { SECRETS } from './secrets.ts'

/** Wrong by itself, whatever the world is like. */
export const IN_THE_ENVIRONMENT: Misconfiguration[] = [
  {
    what: 'a key is missing',
    code: 'configuration.missing',
    inject: setting({ KAIBO_PUSH_KEY: undefined }),
  },
  {
    what: 'a key is too short',
    code: 'configuration.too-short',
    inject: setting({ KAIBO_PLAY_KEY: 'short' }),
  },
  {
    what: 'a key is from a public document',
    code: 'configuration.published',
    inject: setting({ KAIBO_TOKEN_KEY: 'e12c46f2612d5106e2034781ab261ca3' }),
  },
  {
    what: 'push and play have one key',
    code: 'configuration.equal',
    inject: setting({ KAIBO_PLAY_KEY: SECRETS.KAIBO_PUSH_KEY }),
  },
  {
    what: 'the callback path has a slash',
    code: 'configuration.characters',
    inject: setting({ KAIBO_CALLBACK_PATH: `${SECRETS.KAIBO_CALLBACK_PATH}/x` }),
  },
  {
    what: 'a number is none',
    code: 'configuration.number',
    inject: setting({ KAIBO_PLAY_URL_SECONDS: '10 minutes' }),
  },
  {
    what: 'a base URL is none',
    code: 'configuration.url',
    inject: setting({ KAIBO_PLAY_FLV_BASE_URL: `${NAMES.play}/live` }),
  },
  {
    what: 'the push URL has no AppName',
    code: 'configuration.app-name',
    inject: setting({ KAIBO_PUSH_RTMP_BASE_URL: `rtmp://${NAMES.push}` }),
  },
  {
    what: 'push and play have different AppNames',
    code: 'addresses.app-name-differs',
    inject: setting({ KAIBO_PLAY_RTMP_BASE_URL: `rtmp://${NAMES.play}/show` }),
  },
  {
    what: 'viewers play over http',
    code: 'addresses.play-in-the-clear',
    inject: setting({ KAIBO_PLAY_HLS_BASE_URL: `http://${NAMES.play}/live` }),
  },
  {
    what: 'the mini-program was built for another API',
    code: 'public-address.client-differs',
    inject: setting({ KAIBO_API_BASE_URL: 'https://old.kaibo.test' }),
  },
]
