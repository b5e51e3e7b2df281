import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config/index.ts'
import type { Command, CommandCall } from './command.ts'
import { runCli } from './run-cli.ts'
import { createPaint } from './terminal/paint.ts'
import { UsageError } from './usage-error.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaibo-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Calls a command that does what the test says, and tells what came of it. */
async function call(
  args: string[],
  environment: NodeJS.ProcessEnv = {},
  run: Command['run'] = async () => 0,
) {
  const printed: string[] = []
  const complained: string[] = []
  let seen: CommandCall | undefined
  const command: Command = {
    name: 'try',
    summary: { zh: '试一试', en: 'tries' },
    positionals: '[ROOM]',
    options: { deep: { type: 'boolean', words: { zh: '深', en: 'deeply' } } },
    run: async (given) => {
      seen = given
      return run(given)
    },
  }
  const code = await runCli(args, {
    environment,
    commands: [command],
    screen: {
      print: (text) => printed.push(text),
      complain: (text) => complained.push(text),
      columns: 80,
      paint: createPaint({ isTty: false, environment: {} }),
    },
  })
  return { code, printed: printed.join('\n'), complained: complained.join('\n'), seen }
}

describe('a command', () => {
  test('is called with its options, positionals and language, and says how it ended', async () => {
    const { code, seen } = await call(
      ['try', 'room_1', '--deep', '--json', '--lang', 'zh'],
      {},
      async () => 1,
    )
    expect(code).toBe(1)
    expect(seen).toMatchObject({ positionals: ['room_1'], isJson: true, language: 'zh' })
    expect(seen?.options.deep).toBe(true)
  })

  test('speaks the language of the terminal unless it is told another', async () => {
    expect((await call(['try'], { LANG: 'zh_CN.UTF-8' })).seen?.language).toBe('zh')
    expect((await call(['try', '--lang', 'en'], { LANG: 'zh_CN.UTF-8' })).seen?.language).toBe('en')
  })

  test('sees the variables of its files, the later before the earlier and the environment before all', async () => {
    const first = file('1.env', '# keys\nA=1\nB="1 #"\nC=1\n')
    const second = file('2.env', "B='2'\nC=2\n")
    const { seen } = await call(['try', '--env-file', first, '--env-file', second], { C: '3' })
    expect(seen?.environment).toEqual({ A: '1', B: '2', C: '3' })
  })

  test('whose configuration cannot be used tells every problem', async () => {
    const { code, complained } = await call(['try'], {}, async ({ environment }) => {
      readConfig(environment)
      return 0
    })
    expect(code).toBe(1)
    expect(complained).toContain('KAIBO_PUSH_KEY is missing')
    expect(complained.split('\n').length).toBeGreaterThan(5)
  })
})

describe('help', () => {
  test.each(['zh', 'en'])('in %s names every command and every option', async (lang) => {
    const all = await call(['--help', '--lang', lang])
    const one = await call(['try', '--help', '--lang', lang])
    expect([all.code, one.code]).toEqual([0, 0])
    expect(`\n${all.printed}\n\n${one.printed}\n`).toMatchSnapshot()
  })

  test('is what one gets without a command, but that is no success', async () => {
    const { code, printed, complained } = await call([])
    expect([code, printed]).toEqual([2, ''])
    expect(complained).toContain('kaibo COMMAND')
  })
})

describe('a call that is not understood exits with 2 and one sentence:', () => {
  test.each([
    [['fly'], 'There is no command fly. There are: try.'],
    [['try', '--high'], "Unknown option '--high'."],
    [['try', '--lang'], "Option '--lang <value>' argument missing"],
    [['try', '--lang', 'fr'], '--lang is zh or en.'],
    [['--lang', 'fr'], '--lang is zh or en.'],
    [['try', '--env-file', '/nowhere/kaibo.env'], 'The file /nowhere/kaibo.env cannot be read (ENOENT).'],
  ])('%j', async (args, sentence) => {
    const { code, complained, seen } = await call(args)
    expect({ code, complained, seen }).toEqual({ code: 2, complained: sentence, seen: undefined })
  })

  test('also when the command itself says so, in the language that was chosen', async () => {
    const refuse = async () => {
      throw new UsageError({ zh: '不行', en: 'No.' })
    }
    expect(await call(['try', '--lang', 'zh'], {}, refuse)).toMatchObject({ code: 2, complained: '不行' })
  })
})
