import type { Command, Options } from './command.ts'
import { commonOptions } from './common-options.ts'
import { padToWidth, textWidth } from './terminal/text-width.ts'
import type { Language, Words } from './words.ts'

const TITLES = {
  usage: { zh: '用法', en: 'Usage' },
  commands: { zh: '命令', en: 'Commands' },
  options: { zh: '选项', en: 'Options' },
  codes: {
    zh: '退出码：0 没有错误，1 有错误，2 用法不对',
    en: 'Exit codes: 0 nothing is wrong, 1 something is wrong, 2 wrong usage',
  },
} as const satisfies Record<string, Words>

/** `kaibo --help`: what commands there are. */
export function generalHelp(commands: readonly Command[], language: Language): string {
  return [
    `${TITLES.usage[language]}: kaibo COMMAND [OPTIONS]`,
    '',
    `${TITLES.commands[language]}:`,
    ...table(commands.map(({ name, summary }) => [name, summary[language]])),
    '',
    ...optionsHelp(commonOptions, language),
    '',
    TITLES.codes[language],
  ].join('\n')
}

/** `kaibo COMMAND --help`. */
export function commandHelp(command: Command, language: Language): string {
  const { name, positionals, summary, options } = command
  return [
    `${TITLES.usage[language]}: ${['kaibo', name, positionals, '[OPTIONS]'].filter(Boolean).join(' ')}`,
    '',
    summary[language],
    '',
    ...optionsHelp({ ...options, ...commonOptions }, language),
    '',
    TITLES.codes[language],
  ].join('\n')
}

const optionsHelp = (options: Options, language: Language): string[] => [
  `${TITLES.options[language]}:`,
  ...table(
    Object.entries(options).map(([name, { value, words }]) => [
      value === undefined ? `--${name}` : `--${name} ${value}`,
      words[language],
    ]),
  ),
]

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([label]) => textWidth(label)))
  return rows.map(([label, text]) => `  ${padToWidth(label, width)}  ${text}`)
}
