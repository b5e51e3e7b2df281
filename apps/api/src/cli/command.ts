import type { ExitCode } from './exit-code.ts'
import type { Screen } from './terminal/screen.ts'
import type { Language, Words } from './words.ts'

/** An option of a command: a switch, or one that takes a value. */
export type Option = {
  type: 'boolean' | 'string'
  /** May be given several times. */
  multiple?: boolean
  /** What stands for the value in the help, such as `FILE`. */
  value?: string
  words: Words
}
export type Options = Readonly<Record<string, Option>>

/** What a command was called with. */
export type CommandCall = {
  /** Values of the command's own options, by name. */
  options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
  positionals: readonly string[]
  /** The process's environment on top of the files that `--env-file` names. */
  environment: NodeJS.ProcessEnv
  language: Language
  /** For a program: one JSON document on stdout and nothing else. */
  isJson: boolean
  screen: Screen
}

/**
 * One subcommand. `run` may throw `UsageError` (exit code 2) and `ConfigError` (its problems, exit code 1).
 * @example `kaibo doctor --lang zh`
 */
export type Command = {
  name: string
  /** One line for the list of commands. */
  summary: Words
  /** What follows the name, such as `ROOM [--lang zh]`; empty when only options do. */
  positionals: string
  options: Options
  run(call: CommandCall): Promise<ExitCode>
}
