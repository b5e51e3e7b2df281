import { describe, expect, test } from 'vitest'
import { ConfigError } from './config-error.ts'
import { Environment } from './environment.ts'
import { readConfig } from './read-config.ts'

const problemsOf = (read: (environment: Environment) => unknown, value: string) => {
  const environment = new Environment({ NAME: value })
  const result = read(environment)
  return { result, problems: environment.problems }
}

describe('numbers', () => {
  const read = (environment: Environment) => environment.wholeNumber('NAME', 7, { min: 1, max: 65_535 })

  test.each(['1', '65535', ' 80 ', '0080'])('%j is taken', (value) => {
    expect(problemsOf(read, value)).toEqual({ result: Number(value), problems: [] })
  })

  test.each([
    'abc',
    'NaN',
    'Infinity',
    '-1',
    '+1',
    '1e3',
    '1.5',
    '0x10',
    '1_000',
    '٣',
    '0',
    '65536',
    '99999999999',
    '1 2',
    'null',
  ])('%j is a problem, and never a limit that is switched off', (value) => {
    const { result, problems } = problemsOf(read, value)
    expect(problems).toEqual(['NAME is not a whole number from 1 to 65535: correct it or leave it out (7).'])
    expect(result).toBe(7)
  })

  test.each([
    ['KAIBO_PORT', ['65536', '-1']],
    ['KAIBO_SESSION_SECONDS', ['59', '7776001']],
    ['KAIBO_SESSION_IDLE_SECONDS', ['599', '7776001']],
    ['KAIBO_LOGIN_CALLS_PER_MINUTE', ['0', '1001', '-1']],
    ['KAIBO_ROOMS_PER_MINUTE', ['0', '1001']],
    ['KAIBO_PUSH_URLS_PER_MINUTE', ['0', '1001']],
    ['KAIBO_PUSH_URL_SECONDS', ['300', '43199', '604801']],
    ['KAIBO_PLAY_URL_SECONDS', ['59', '86401']],
    ['KAIBO_HLS_URL_SECONDS', ['599', '604801']],
  ])('%s has bounds', (name, values) => {
    for (const value of values)
      expect(() => readConfig({ [name]: value })).toThrow(`${name} is not a whole number`)
  })
})

describe('base URLs', () => {
  const http = (environment: Environment) => environment.baseUrl('NAME', 'X', ['https:', 'http:'])
  const rtmp = (environment: Environment) => environment.baseUrl('NAME', 'X', ['rtmp:'])

  test.each(['https://play.example.test', 'https://play.example.test:8443/live', 'http://[::1]:80/a/b'])(
    '%s is taken as it stands',
    (value) => {
      expect(problemsOf(http, value)).toEqual({ result: value, problems: [] })
    },
  )

  test.each([
    'play.example.test/live',
    'ftp://play.example.test/live',
    'rtmp://play.example.test/live',
    'https://',
    'https:///live',
    'https:play.example.test/live',
    'https:\\\\play.example.test\\live',
    'https://play.example.test/live?a=b',
    'https://play.example.test/live?',
    'https://play.example.test/live#',
    'https://user@play.example.test/live',
    'https://:password@play.example.test/live',
    'https://play.example.test:99999/live',
    'https://play example.test/live',
    'https://play.example.test/li\nve',
    'javascript:alert(1)',
    '//play.example.test/live',
  ])('%j is a problem', (value) => {
    const { result, problems } = problemsOf(http, value)
    expect(problems).toEqual(['NAME is not a URL that starts with https: or http:// : set it to X.'])
    expect(result).toBe('')
  })

  test.each([
    'rtmp:/live',
    'rtmp:///live',
    'rtmp://',
    'rtmp:push.example.test/live',
    'rtmp://push.example.test?x',
    'https://push.example.test/live',
  ])('of a broadcast, %s is a problem', (value) => {
    expect(problemsOf(rtmp, value).problems).toHaveLength(1)
  })

  test.each([
    'rtmp://push.example.test',
    'rtmp://push.example.test/live/x',
    'rtmp://push.example.test/live_1',
    'rtmp://push.example.test/%6c',
  ])('the push URL needs exactly one AppName: %s', (value) => {
    expect(() => readConfig({ KAIBO_PUSH_RTMP_BASE_URL: value })).toThrow(
      /KAIBO_PUSH_RTMP_BASE_URL does not end in one AppName/,
    )
  })
})

describe("Tencent Cloud's API", () => {
  const problems = (value: string) => {
    try {
      readConfig({ KAIBO_CLOUD_BASE_URL: value })
    } catch (error) {
      if (error instanceof ConfigError)
        return error.problems.filter((text) => text.includes('KAIBO_CLOUD_BASE'))
    }
    throw new Error('An environment without keys was taken')
  }

  test.each([
    'https://live.intl.tencentcloudapi.com',
    'http://127.0.0.1:7103',
    'http://localhost',
    'http://[::1]:1',
  ])('is called at %s', (value) => {
    expect(problems(value)).toEqual([])
  })

  test.each([
    'http://live.tencentcloudapi.com',
    'http://127.0.0.1.example.test',
    'http://example.test:127',
    'http://localhost.example.test',
    'http://0.0.0.0',
    'http://10.0.0.1',
    'http://[::2]',
    'http://[::ffff:10.0.0.1]',
  ])('is not called in the clear on another machine: %s', (value) => {
    expect(problems(value)).toEqual([expect.stringContaining('leads to another machine: use https')])
  })

  test.each(['https://live.tencentcloudapi.com/v3', 'http://127.0.0.1:7103/cloud'])(
    'has no path, since the signature covers none: %s',
    (value) => {
      expect(problems(value)).toEqual([expect.stringContaining('has a path')])
    },
  )

  test.each([
    'live.tencentcloudapi.com',
    'ftp://127.0.0.1',
    'https://live.tencentcloudapi.com?x',
    'https://a@b.c',
  ])('is not called at %s', (value) => {
    expect(problems(value)).toEqual([expect.stringContaining('is not a URL')])
  })
})

test.each(['mysql://db/x', 'postgres:/db', 'db.example.test', 'postgres://db:port/x', 'http://postgres://'])(
  'DATABASE_URL %s is a problem that offers the embedded store',
  (url) => {
    expect(() => readConfig({ DATABASE_URL: url })).toThrow(/DATABASE_URL is not a URL .* embedded store/)
  },
)

test('an unknown log level is a problem that lists the known ones', () => {
  expect(() => readConfig({ KAIBO_LOG_LEVEL: 'INFO' })).toThrow(ConfigError)
  expect(() => readConfig({ KAIBO_LOG_LEVEL: 'INFO' })).toThrow(
    /trace, debug, info, warn, error, fatal, silent/,
  )
})
