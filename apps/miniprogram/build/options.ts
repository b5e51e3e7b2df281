import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export const packageRoot = resolve(import.meta.dirname, '..')
export const sourceRoot = resolve(packageRoot, 'src')

/** What one build is made from and where it goes. Defaults are what a laptop needs. */
export type BuildOptions = {
  /** Folder of the result; everything in it that the build did not make is deleted. */
  outDir: string
  /** The API that this build talks to, without a slash at the end. */
  apiBaseUrl: string
  /** The mini-program's AppID, for DevTools; WeChat's tourist id when there is none. */
  appId: string
  minify: boolean
}

export type CommandLine = { options: BuildOptions; watch: boolean }

/** Reads the arguments and, here only, the environment. */
export function readCommandLine(args: string[], env: NodeJS.ProcessEnv): CommandLine {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string', default: 'dist' },
      watch: { type: 'boolean', default: false },
      'no-minify': { type: 'boolean', default: false },
    },
  })
  return {
    watch: values.watch,
    options: {
      outDir: resolve(process.cwd(), values.out === 'dist' ? resolve(packageRoot, 'dist') : values.out),
      apiBaseUrl: apiBaseUrl(env.KAIBO_API_BASE_URL),
      appId: env.KAIBO_WECHAT_APPID || 'touristappid',
      minify: !values['no-minify'],
    },
  }
}

/** Refuses an address that could not work, at build time rather than on a phone. */
function apiBaseUrl(given: string | undefined): string {
  const text = given || 'http://127.0.0.1:7100'
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new Error(
      `KAIBO_API_BASE_URL must be an http(s) address such as https://api.example.com, not "${text}"`,
    )
  }
  return text.replace(/\/+$/, '')
}
