import { expect, test } from 'vitest'
import { clockCheck } from './clock-check.ts'
import { createClockWatch } from './clock-watch.ts'

const NOW_MS = Date.UTC(2026, 10, 22, 12)

/** The verdict when servers say that it is so many seconds later than this machine thinks. */
async function verdictOf(...ahead: (number | undefined)[]) {
  const watch = createClockWatch(() => NOW_MS)
  const servers = ahead.map((seconds) =>
    watch.watch(async () => {
      const date = seconds === undefined ? {} : { date: new Date(NOW_MS + seconds * 1000).toUTCString() }
      return new Response('', { headers: date })
    }),
  )
  const heard = () => Promise.all(servers.map((ask) => ask('https://a.test')))
  const [finding] = await clockCheck({ watch, heard }).run()
  return { verdict: `${finding?.verdict} ${finding?.code}`, words: finding?.words.en }
}

test.each([
  [0, 'ok clock.ok'],
  [29, 'ok clock.ok'],
  [-31, 'warn clock.drifts'],
  [31, 'warn clock.drifts'],
  [298, 'warn clock.drifts'],
  [301, 'wrong clock.off'],
  [-301, 'wrong clock.off'],
])('servers that are %d s ahead make it %s', async (seconds, verdict) => {
  expect((await verdictOf(seconds)).verdict).toBe(verdict)
})

test('servers that are ahead say that this clock is slow', async () => {
  expect((await verdictOf(3600)).words).toMatch(/clock is 360[01] s slow/)
  expect((await verdictOf(-3600)).words).toMatch(/clock is (3599|3600) s fast/)
})

test('one server that is wrong itself does not make this machine wrong', async () => {
  expect((await verdictOf(86_400, 0)).verdict).toBe('ok clock.ok')
})

test('servers that do not say, or do not answer, are no alarm', async () => {
  expect((await verdictOf(undefined)).verdict).toBe('unknown clock.unheard')
  expect((await verdictOf()).verdict).toBe('unknown clock.unheard')
})
