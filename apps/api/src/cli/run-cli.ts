import { ConfigError } from '../config/index.ts'
import type { Command } from './command.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { commandHelp, generalHelp } from './help.ts'
import { languageOf } from './language.ts'
import { type ParsedCall, parseCall } from './parse-call.ts'
import { readEnvFiles } from './read-env-files.ts'
import type { Screen } from './terminal/screen.ts'
import { UsageError } from './usage-error.ts'
import { type Language, languages } from './words.ts'

/** What the command line runs in. */
export type CliWorld = { environment: NodeJS.ProcessEnv; screen: Screen; commands: readonly Command[] }

/** Runs `kaibo ARGS`. Resolves with the exit code; rejects only where Kaibo itself is broken. */
export async function runCli(args: readonly string[], world: CliWorld): Promise<ExitCode> {
  const { environment, screen } = world
  let language = languageOf(environment)
  try {
    const { command, parsed } = find(args, world.commands)
    language = chosenLanguage(parsed) ?? language
    if (command === undefined) return generalAnswer(parsed, language, world)
    if (parsed.values.help) {
      screen.print(commandHelp(command, language))
      return EXIT.right
    }
    return await command.run({
      options: parsed.values,
      positionals: parsed.positionals,
      environment: readEnvFiles(stringsOf(parsed.values['env-file']), environment),
      language,
      isJson: parsed.values.json === true,
      screen,
    })
  } catch (error) {
    if (error instanceof UsageError) {
      screen.complain(error.words[language])
      return EXIT.usage
    }
    if (!(error instanceof ConfigError)) throw error
    for (const problem of error.problems) screen.complain(problem)
    return EXIT.wrong
  }
}

function find(
  args: readonly string[],
  commands: readonly Command[],
): { command: Command | undefined; parsed: ParsedCall } {
  const [name = '', ...rest] = args
  if (name === '' || name.startsWith('-')) return { command: undefined, parsed: parseCall(args, {}) }
  const command = commands.find((candidate) => candidate.name === name)
  if (command !== undefined) return { command, parsed: parseCall(rest, command.options) }
  const names = commands.map((candidate) => candidate.name).join(', ')
  throw new UsageError({
    zh: `没有命令 ${name}。可用的命令：${names}`,
    en: `There is no command ${name}. There are: ${names}.`,
  })
}

/** Without a command there is only help, which was asked for or not. */
function generalAnswer({ values }: ParsedCall, language: Language, world: CliWorld): ExitCode {
  const { screen, commands } = world
  const help = generalHelp(commands, language)
  if (values.help) screen.print(help)
  else screen.complain(help)
  return values.help ? EXIT.right : EXIT.usage
}

function chosenLanguage({ values: { lang } }: ParsedCall): Language | undefined {
  const language = languages.find((known) => known === lang)
  if (lang === undefined || language !== undefined) return language
  throw new UsageError({
    zh: `--lang 只能是 ${languages.join(' 或 ')}`,
    en: `--lang is ${languages.join(' or ')}.`,
  })
}

const stringsOf = (value: ParsedCall['values'][string]): string[] =>
  [value].flat().filter((each) => typeof each === 'string')
