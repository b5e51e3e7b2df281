import type { Options } from './command.ts'

/** What every command understands. */
export const commonOptions = {
  help: { type: 'boolean', words: { zh: '显示这份说明', en: 'show this help' } },
  json: { type: 'boolean', words: { zh: '输出 JSON，供程序读取', en: 'answer in JSON, for a program' } },
  lang: {
    type: 'string',
    value: 'zh|en',
    words: { zh: '语言（默认按 LANG）', en: 'language (by default that of LANG)' },
  },
  'env-file': {
    type: 'string',
    multiple: true,
    value: 'FILE',
    words: {
      zh: '读取变量文件，可多次使用；已有的环境变量优先',
      en: 'read variables from a file, also several; those of the environment win',
    },
  },
} as const satisfies Options
