import { describe, expect, test } from 'vitest'
import { answering, SRS_ENVIRONMENT, STREAMS } from '../../doctor/testing/srs-world.ts'
import { openInMemory } from '../../storage/index.ts'
import { migrate, readMigrations } from '../../storage/migrate.ts'
import { runCli } from '../run-cli.ts'
import { createPaint } from '../terminal/paint.ts'
import { doctorCommand } from './doctor.ts'

const UNCHECKED = answering(STREAMS)
const WRONG = { ...answering('', 401) }

async function kaibo(ports: typeof UNCHECKED, ...args: string[]) {
  const printed: string[] = []
  const complained: string[] = []
  const code = await runCli(['doctor', ...args], {
    environment: SRS_ENVIRONMENT,
    commands: [doctorCommand(() => ports)],
    screen: {
      print: (text) => printed.push(text),
      complain: (text) => complained.push(text),
      columns: 100,
      paint: createPaint({ isTty: false, environment: {} }),
    },
  })
  return { code, printed: printed.join('\n'), complained: complained.join('\n') }
}

/** Nothing is wrong and everything was checked. */
async function rightPorts() {
  const database = await openInMemory()
  await migrate(database, await readMigrations())
  // The store keeps real time, so everybody has to.
  const fetcher: typeof fetch = async (...call) => {
    const answer = await UNCHECKED.fetch(...call)
    answer.headers.set('date', new Date().toUTCString())
    return answer
  }
  return {
    ...UNCHECKED,
    clock: Date.now,
    fetch: fetcher,
    openDatabase: async () => database,
    limitMs: 20_000,
  }
}

describe('the exit code', () => {
  test.each([
    ['1 when something is wrong', WRONG, [], 1],
    ['0 when nothing is wrong, though something could not be checked', UNCHECKED, [], 0],
    ['1 for that as well, where it is strict', UNCHECKED, ['--strict'], 1],
  ])('is %s', async (_, ports, args, expected) => {
    expect((await kaibo(ports, ...args)).code).toBe(expected)
  })

  test('is 2 for what doctor does not understand', async () => {
    const { code, printed, complained } = await kaibo(UNCHECKED, 'room_1')
    expect({ code, printed, complained }).toEqual({
      code: 2,
      printed: '',
      complained: 'doctor takes no "room_1".',
    })
  })
})

test('for a program there is one JSON document, with both languages and the verdict of each check', async () => {
  const { printed, complained } = await kaibo(WRONG, '--json', '--lang', 'zh')
  expect(complained).toBe('')
  const report = JSON.parse(printed)
  expect(report.counts).toMatchObject({ wrong: 1 })
  expect(report.checks).toContainEqual(
    expect.objectContaining({
      id: 'srs-api',
      verdict: 'wrong',
      findings: [
        {
          verdict: 'wrong',
          code: 'srs-api.password',
          words: { zh: expect.any(String), en: expect.any(String) },
          cure: { zh: expect.any(String), en: expect.any(String) },
        },
      ],
    }),
  )
  expect(report.domains.socket).toEqual(['wss://api.kaibo.test'])
})

test('for a person it speaks one language', async () => {
  const [zh, en] = [await kaibo(WRONG, '--lang', 'zh'), await kaibo(WRONG, '--lang', 'en')]
  expect(zh.printed).toContain('1 个错误')
  expect(en.printed).toContain('1 wrong')
  expect(zh.printed).not.toContain('SRS refuses')
})

test('everything right is nothing to look at', async () => {
  const { code, printed } = await kaibo(await rightPorts(), '--strict')
  expect({ code, printed }).toMatchObject({ code: 0 })
})
