import * as z from 'zod/mini'
import type { OutsideAnswer } from '../outside/exchange.ts'
import type { EnvVersion } from './env-version.ts'
import { readAnswer } from './read-answer.ts'
import type { WechatApi } from './wechat-api.ts'

export type CodeToMake = {
  /** At most 32 visible characters; the page reads it from its query. */
  scene: string
  /** Such as `pages/player/player`, without a slash in front and without a query. */
  page: string
  envVersion: EnvVersion
}

export type CodePicture = { mediaType: 'image/png' | 'image/jpeg'; bytes: Buffer }

const WIDTH_PX = 430
const MAX_PICTURE_BYTES = 1024 * 1024

/**
 * A mini-program code (getUnlimitedQRCode). Rejects with `OutsideError`; 41030 says that the page is not published.
 */
export function makeUnlimitedCode(
  api: WechatApi,
  { scene, page, envVersion }: CodeToMake,
): Promise<CodePicture> {
  return api.call({
    path: '/wxa/getwxacodeunlimit',
    // A page that only exists in a trial version cannot be found among the published ones.
    body: { scene, page, check_path: envVersion === 'release', env_version: envVersion, width: WIDTH_PX },
    repeat: 'if-unknown',
    maxAnswerBytes: MAX_PICTURE_BYTES,
    read: (text, answer) => readPicture(answer) ?? readError(api.service, text),
  })
}

/** A picture is what begins like one; its label alone is not enough, since a proxy's page may carry any. */
function readPicture({ mediaType, bytes }: OutsideAnswer): CodePicture | undefined {
  if (!mediaType.startsWith('image/')) return undefined
  if (bytes.subarray(0, 4).equals(PNG)) return { mediaType: 'image/png', bytes }
  return bytes.subarray(0, 3).equals(JPEG) ? { mediaType: 'image/jpeg', bytes } : undefined
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])

/** An error comes as JSON; JSON without one is nothing that could be shown. */
function readError(service: string, text: string): never {
  readAnswer(service, text, z.object({}))
  throw new Error('Neither a picture nor an error')
}
