import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Config } from '@kaibo/api'
import { type Outside, testLimits } from './config.ts'
import { keys } from './keys.ts'

const main = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url))

/** The built API as a process of its own, to be killed. */
export type ApiProcess = { address: string; kill(): Promise<void>; stop(): Promise<number | null> }

type Options = {
  /** In addition to the usual ones, or instead of them. */
  variables?: Record<string, string>
  /** Gets what the process says on both outputs; otherwise its errors are shown. */
  onOutput?: (text: string) => void
}

export async function startApiProcess(
  store: Config['store'],
  outside: Outside,
  { variables = {}, onOutput }: Options = {},
): Promise<ApiProcess> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, ...apiEnvironment(store, outside), ...variables },
    stdio: onOutput ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  if (onOutput)
    for (const output of [child.stdout, child.stderr]) output?.setEncoding('utf8').on('data', onOutput)
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  return {
    address: await readyAddress(child),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    stop() {
      child.kill('SIGTERM')
      return exited
    },
  }
}

async function readyAddress(child: ChildProcess): Promise<string> {
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`The API ended with ${code} before it was ready`)
  })
  const [message] = (await Promise.race([once(child, 'message'), gone])) as [{ addresses: { api: string } }]
  return message.addresses.api
}

const apiEnvironment = (store: Config['store'], outside: Outside): Record<string, string> => ({
  ...(store.kind === 'embedded' ? { KAIBO_DATA_DIR: store.folder } : { DATABASE_URL: store.url }),
  KAIBO_PORT: '0',
  KAIBO_LOG_LEVEL: 'silent',
  KAIBO_LOGIN_CALLS_PER_MINUTE: String(testLimits.loginCallsPerMinute),
  KAIBO_ROOMS_PER_MINUTE: String(testLimits.roomsPerMinute),
  KAIBO_TEXT_CHANGES_PER_MINUTE: String(testLimits.textChangesPerMinute),
  KAIBO_PUSH_URLS_PER_MINUTE: String(testLimits.pushUrlsPerMinute),
  KAIBO_DRAIN_MS: '0',
  KAIBO_CONTENT_CHECK: 'off',
  KAIBO_PUSH_KEY: keys.push,
  KAIBO_PLAY_KEY: keys.play,
  KAIBO_CALLBACK_KEY: keys.callback,
  KAIBO_CALLBACK_PATH: keys.callbackPath,
  KAIBO_TOKEN_KEY: keys.token,
  KAIBO_WECHAT_APPID: keys.wechatAppId,
  KAIBO_WECHAT_SECRET: keys.wechatSecret,
  KAIBO_WECHAT_BASE_URL: outside.services,
  KAIBO_CLOUD_SECRET_ID: keys.cloudSecretId,
  KAIBO_CLOUD_SECRET_KEY: keys.cloudSecretKey,
  KAIBO_CLOUD_BASE_URL: outside.services,
  KAIBO_PUSH_RTMP_BASE_URL: `${outside.rtmp}/live`,
  KAIBO_PLAY_RTMP_BASE_URL: `${outside.rtmp}/live`,
  KAIBO_PLAY_FLV_BASE_URL: `${outside.media}/live`,
  KAIBO_PLAY_HLS_BASE_URL: `${outside.media}/live`,
})
