import { expect, it } from 'vitest'
import type { ServiceName } from './service.ts'
import { stopServices } from './stop-services.ts'

it('stops the broadcaster, then the origin, then the API, each when the one before is gone', async () => {
  const story: string[] = []
  const service = (name: ServiceName) => ({
    name,
    stop: async () => {
      story.push(`${name} asked`)
      await Promise.resolve()
      story.push(`${name} gone`)
    },
  })
  await stopServices([service('sandbox'), service('api'), service('demo')])
  expect(story).toEqual(['demo asked', 'demo gone', 'sandbox asked', 'sandbox gone', 'api asked', 'api gone'])
})

it('stops what there is when a start was cut short', async () => {
  const stopped: string[] = []
  await stopServices([{ name: 'sandbox', stop: async () => void stopped.push('sandbox') }])
  expect(stopped).toEqual(['sandbox'])
})
