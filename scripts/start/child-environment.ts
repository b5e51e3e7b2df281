import { type DevEnv, devKeys } from './dev-env.ts'
import type { Addresses } from './service.ts'

/** Keys and ports go to the sandbox, which plays Tencent Cloud and WeChat and so knows the same keys. */
export const sandboxEnvironment = (base: NodeJS.ProcessEnv, devEnv: DevEnv): NodeJS.ProcessEnv => ({
  ...base,
  ...devEnv,
})

/** The API as in production, with the sandbox in the place of the outside services. */
export const apiEnvironment = (
  base: NodeJS.ProcessEnv,
  { devEnv, dataFolder, sandbox }: { devEnv: DevEnv; dataFolder: string; sandbox: Addresses },
): NodeJS.ProcessEnv => ({
  ...base,
  ...devEnv,
  KAIBO_HOST: base.KAIBO_HOST || '127.0.0.1',
  KAIBO_PORT: base.KAIBO_PORT || '7100',
  KAIBO_DATA_DIR: base.KAIBO_DATA_DIR || dataFolder,
  KAIBO_WECHAT_BASE_URL: sandbox.services,
  KAIBO_CLOUD_BASE_URL: sandbox.services,
  KAIBO_PUSH_RTMP_BASE_URL: `${sandbox.rtmp}/live`,
  KAIBO_PLAY_RTMP_BASE_URL: `${sandbox.rtmp}/live`,
  KAIBO_PLAY_FLV_BASE_URL: `${sandbox.media}/live`,
  KAIBO_PLAY_HLS_BASE_URL: `${sandbox.media}/live`,
})

/** The demo broadcaster is a client like any other. */
export const demoEnvironment = (base: NodeJS.ProcessEnv, api: string): NodeJS.ProcessEnv => ({
  ...withoutSecrets(base),
  KAIBO_API_URL: api,
})

/** The preview shows what a phone may know. */
export const previewEnvironment = (
  base: NodeJS.ProcessEnv,
  { api, sandbox }: { api: string; sandbox: Addresses },
): NodeJS.ProcessEnv => ({
  ...withoutSecrets(base),
  KAIBO_API_URL: api,
  KAIBO_MEDIA_URL: sandbox.media,
  KAIBO_SANDBOX_URL: sandbox.services,
})

/** Clients get no key, and no database either. */
const withoutSecrets = (base: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const environment = { ...base }
  for (const name of [...devKeys, 'DATABASE_URL', 'REDIS_URL']) delete environment[name]
  return environment
}
