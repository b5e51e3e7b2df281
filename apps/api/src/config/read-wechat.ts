import { envVersions } from '../wechat/env-version.ts'
import type { Environment } from './environment.ts'
import {
  contentPolicies,
  type StartMessagePart,
  type StartTemplate,
  startMessageParts,
  type WechatConfig,
} from './wechat-config.ts'

const DEFAULT_FIELDS = 'title=thing1,broadcaster=thing2,time=time3'
const DEFAULT_PAGE = 'pages/player/player'

export function readWechat(environment: Environment): WechatConfig {
  const startTemplate = readStartTemplate(environment)
  return {
    appId: environment.required('KAIBO_WECHAT_APPID', "the mini-program's AppID"),
    baseUrl: environment.optional('KAIBO_WECHAT_BASE_URL')
      ? environment.baseUrl('KAIBO_WECHAT_BASE_URL', "WeChat's server API", ['https:', 'http:'])
      : 'https://api.weixin.qq.com',
    envVersion: environment.oneOf('KAIBO_WECHAT_ENV_VERSION', envVersions, 'release'),
    roomPage: readRoomPage(environment),
    ...(startTemplate ? { startTemplate } : {}),
  }
}

/** What is shown of what people write and upload. */
export const readContent = (environment: Environment) => ({
  contentCheck: environment.oneOf('KAIBO_CONTENT_CHECK', contentPolicies, 'strict'),
  imageHosts: readImageHosts(environment),
})

function readRoomPage(environment: Environment): string {
  const page = environment.optional('KAIBO_WECHAT_ROOM_PAGE') ?? DEFAULT_PAGE
  if (!/^[\w-]+(?:\/[\w-]+)*$/.test(page)) {
    environment.problems.push(
      `KAIBO_WECHAT_ROOM_PAGE is not a page: write it like ${DEFAULT_PAGE}, without a slash in front, or leave it out.`,
    )
  }
  return page
}

function readStartTemplate(environment: Environment): StartTemplate | undefined {
  const id = environment.optional('KAIBO_WECHAT_START_TEMPLATE_ID')
  const fields = readFields(environment)
  if (id === undefined) return undefined
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) {
    environment.problems.push(
      'KAIBO_WECHAT_START_TEMPLATE_ID is not a template id: copy it from the console (订阅消息 → 我的模板), or leave it out.',
    )
  }
  return { id, fields }
}

function readFields(environment: Environment): StartTemplate['fields'] {
  const name = 'KAIBO_WECHAT_START_TEMPLATE_FIELDS'
  const fields: Partial<Record<StartMessagePart, string>> = {}
  for (const pair of (environment.optional(name) ?? DEFAULT_FIELDS).split(',')) {
    const [, word = '', field = ''] = /^\s*(\w+)\s*=\s*([a-z_]+\d{1,3})\s*$/.exec(pair) ?? []
    const part = startMessageParts.find((known) => known === word)
    if (part === undefined || fields[part] !== undefined) {
      environment.problems.push(
        `${name} cannot be read: write it like ${DEFAULT_FIELDS}, with the fields of your template, or leave it out.`,
      )
      break
    }
    fields[part] = field
  }
  return fields
}

/** As a URL's parser writes them, so that they can be compared as texts. */
function readImageHosts(environment: Environment): string[] {
  const hosts = (environment.optional('KAIBO_IMAGE_HOSTS') ?? '').split(',').map((host) => host.trim())
  const named = hosts.filter((host) => host !== '')
  const isHost = (host: string) =>
    /^[a-z0-9.-]+(?::\d+)?$/.test(host) &&
    URL.canParse(`https://${host}`) &&
    new URL(`https://${host}`).host === host
  if (!named.every(isHost)) {
    environment.problems.push(
      'KAIBO_IMAGE_HOSTS is not a list of hosts: write it like cdn.example.com,img.example.com:8443 in lower case, or leave it out.',
    )
  }
  return named
}
