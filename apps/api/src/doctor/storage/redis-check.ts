import type { Check } from '../check.ts'
import { type Finding, ok, unknown, wrong } from '../finding.ts'
import { NoRedisError, pingRedis } from './redis-ping.ts'

/** Whether Redis is there, if the configuration names one. */
export const redisCheck = (url: string | undefined): Check => ({
  id: 'redis',
  section: 'storage',
  title: { zh: 'Redis', en: 'Redis' },
  needs: [],
  run: async () => [url === undefined ? notUsed : await judge(url)],
})

async function judge(url: string): Promise<Finding> {
  if (!/^rediss?:\/\//.test(url) || !URL.canParse(url)) return notAUrl
  const { host } = new URL(url)
  try {
    const answer = await pingRedis(url)
    if (answer.kind === 'pong') return ok('redis.ok', { zh: `${host} 有回应`, en: `${host} answers.` })
    return answer.kind === 'not-redis' ? notRedis(host) : refused(host, answer.code)
  } catch (error) {
    if (!(error instanceof NoRedisError)) throw error
    return silent(host, error.code)
  }
}

const notUsed = ok('redis.unused', {
  zh: '没有配置（单节点不需要）',
  en: 'Not configured (one node needs none).',
})

const cure = { zh: '改正 REDIS_URL', en: 'Correct REDIS_URL.' }

const notAUrl = wrong(
  'redis.url',
  {
    zh: 'REDIS_URL 不是以 redis:// 或 rediss:// 开头的网址',
    en: 'REDIS_URL is not a URL that starts with redis:// or rediss://.',
  },
  { zh: '改正它，或者删掉它（单节点不需要）', en: 'Correct it, or leave it out (one node needs none).' },
)

const notRedis = (host: string): Finding =>
  wrong(
    'redis.not-redis',
    { zh: `${host} 上的不是 Redis`, en: `It is not Redis that answers at ${host}.` },
    cure,
  )

function refused(host: string, code: string): Finding {
  if (['NOAUTH', 'WRONGPASS', 'NOPERM', 'ERR'].includes(code)) {
    return wrong(
      'redis.password',
      {
        zh: `${host} 的用户名或密码不对（${code}）`,
        en: `User name or password of ${host} is wrong (${code}).`,
      },
      {
        zh: '在 REDIS_URL 里写上密码：redis://:密码@主机:6379',
        en: 'Put the password into REDIS_URL: redis://:PASSWORD@host:6379.',
      },
    )
  }
  return unknown('redis.unclear', { zh: `${host} 回答 ${code}`, en: `${host} answers ${code}.` })
}

const silent = (host: string, code: string): Finding =>
  wrong(
    'redis.silent',
    { zh: `连不上 ${host}（${code}）`, en: `${host} cannot be reached (${code}).` },
    {
      zh: '启动 Redis，放行防火墙，或者改正 REDIS_URL',
      en: 'Start Redis, open the firewall, or correct REDIS_URL.',
    },
  )
