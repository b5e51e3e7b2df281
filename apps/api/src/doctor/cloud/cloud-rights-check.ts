import type { Clock } from '../../clock.ts'
import { OutsideError } from '../../outside/outside-error.ts'
import type { StreamControl } from '../../provider/media-provider.ts'
import { isUnauthorized } from '../../provider/tencent-css/cloud-api/cloud-error-code.ts'
import type { Check } from '../check.ts'
import { type Finding, ok, wrong } from '../finding.ts'
import { outsideFinding } from '../outside-finding.ts'
import type { CloudFacts } from './cloud-facts.ts'
import { CLOUD_VARIABLES } from './cloud-variables.ts'

type Options = {
  facts: Pick<CloudFacts, 'streamState'>
  streams: StreamControl
  clock: Clock
  /** A stream that nobody ever pushed, so that whatever is done to it hurts nobody. */
  streamName: string
}

/** Long enough to be told apart from "never" in the console; taken back at once. */
const FORBIDDEN_MS = 60_000

/** Whether the API key may do what the API does with it: each action once, on a stream that does not exist. */
export const cloudRightsCheck = (options: Options): Check => ({
  id: 'cloud-rights',
  section: 'cloud',
  title: { zh: 'API 密钥的权限', en: 'Rights of the API key' },
  needs: CLOUD_VARIABLES,
  async run() {
    const tried = await tryAll(options)
    const missing = tried
      .filter(({ error }) => error && isUnauthorized(error.code ?? ''))
      .map(({ right }) => right)
    if (missing.length > 0) return [lacks(missing)]
    const unclear = tried.find(({ error }) => error !== undefined && isNoAnswer(error))?.error
    return [unclear === undefined ? mayAll : outsideFinding('cloud-rights', unclear)]
  },
})

/** Whatever is refused for another reason was allowed: rights come first. A refused signature says nothing of rights. */
const isNoAnswer = ({ kind, code = '' }: OutsideError): boolean =>
  kind !== 'refused' || code.startsWith('AuthFailure.')

type Tried = { right: string; error: OutsideError | undefined }

/** Resuming comes after forbidding, which it takes back; the others are independent. */
async function tryAll({ facts, streams, clock, streamName }: Options): Promise<Tried[]> {
  const until = { untilMs: clock() + FORBIDDEN_MS, reason: 'kaibo doctor: may this key forbid a stream?' }
  const [asked, dropped, [forbidden, resumed]] = await Promise.all([
    attempt('live:DescribeLiveStreamState', facts.streamState),
    attempt('live:DropLiveStream', () => streams.dropStream(streamName)),
    inTurn(
      () => attempt('live:ForbidLiveStream', () => streams.forbidStream(streamName, until)),
      () => attempt('live:ResumeLiveStream', () => streams.resumeStream(streamName)),
    ),
  ])
  return [asked, dropped, forbidden, resumed]
}

async function inTurn<First, Second>(
  first: () => Promise<First>,
  second: () => Promise<Second>,
): Promise<[First, Second]> {
  return [await first(), await second()]
}

async function attempt(right: string, work: () => Promise<unknown>): Promise<Tried> {
  try {
    await work()
    return { right, error: undefined }
  } catch (error) {
    if (error instanceof OutsideError) return { right, error }
    throw error
  }
}

const mayAll = ok('cloud-rights.ok', {
  zh: '可以查询、断流、禁推和恢复',
  en: 'It may ask for streams, drop, forbid and resume them.',
})

const lacks = (rights: readonly string[]): Finding =>
  wrong(
    'cloud-rights.missing',
    { zh: `API 密钥缺少权限：${rights.join('、')}`, en: `The API key lacks rights: ${rights.join(', ')}.` },
    {
      zh: `访问管理控制台 → 用户 → 密钥所属的子用户 → 关联策略，加上 ${rights.join('、')}（console.cloud.tencent.com/cam）`,
      en: `CAM console (console.cloud.tencent.com/cam) → Users (用户) → the key's sub-user → Associate Policy (关联策略): add ${rights.join(', ')}.`,
    },
  )
