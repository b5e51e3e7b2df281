import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOutsideServices } from './outside-services.ts'
import { answering, closing } from './testing/behaviours.ts'
import { manualTiming } from './testing/manual-timing.ts'
import { type OutsideServer, openOutsideServer } from './testing/outside-server.ts'

let server: OutsideServer
beforeEach(async () => {
  server = await openOutsideServer(closing)
})
afterEach(() => server.close())

test('each service has a circuit of its own, whose changes are logged without what was called', async () => {
  const timing = manualTiming()
  const lines: Record<string, unknown>[] = []
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const services = createOutsideServices(logger, timing)
  const ask = () =>
    services.wechat
      .call({
        repeat: 'never',
        request: () => ({ url: `${server.address}/?secret=canary`, method: 'GET' }),
        read: (text) => text,
      })
      .catch(() => 'failed')

  for (let index = 0; index < 5; index += 1) await ask()
  expect({ wechat: services.wechat.circuit, cloud: services.tencentCloud.circuit }).toEqual({
    wechat: 'open',
    cloud: 'closed',
  })

  server.behave(answering('fine'))
  timing.advance(10_000)
  expect(await ask()).toBe('fine')
  expect(lines.map(({ level, service, circuit, msg }) => ({ level, service, circuit, msg }))).toEqual(
    ['open', 'half-open', 'closed'].map((circuit) => ({
      level: 40,
      service: 'wechat',
      circuit,
      msg: 'circuit changed',
    })),
  )
  expect(JSON.stringify(lines)).not.toContain('canary')
})
