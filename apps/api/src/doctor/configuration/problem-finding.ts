import type { Words } from '../../cli/words.ts'
import { type Finding, wrong } from '../finding.ts'
import type { Problem } from './problem.ts'
import { sourceOf } from './variable-sources.ts'

type Kind = { code: string; pattern: RegExp; zh(found: RegExpExecArray): string; cure?: string }

/**
 * What `readConfig` says, by its form, and the same in Chinese. A sentence of an unknown form is shown as it is: a new
 * rule of the configuration is found here from the day it is made.
 */
const KINDS: readonly Kind[] = [
  { code: 'missing', pattern: /^(\S+) is missing:/, zh: ([, name]) => `缺少 ${name}`, cure: '设置它' },
  {
    code: 'too-short',
    pattern: /^(\S+) is too short \((\d+) characters\): .* at least (\d+)/,
    zh: ([, name, is, least]) => `${name} 太短：只有 ${is} 个字符，至少要 ${least} 个`,
    cure: '换成够长的',
  },
  {
    code: 'published',
    pattern: /^(\S+) is a key from a public document:/,
    zh: ([, name]) => `${name} 是公开文档里的示例密钥，谁都能用它签名`,
    cure: '换成自己随机生成的',
  },
  {
    code: 'equal',
    pattern: /^(\S+) and (\S+) are equal:/,
    zh: ([, one, other]) => `${one} 与 ${other} 相同`,
    cure: '每个密钥都要不同，换掉其中一个',
  },
  {
    code: 'characters',
    pattern: /^(\S+) holds other characters than letters, digits, - and _:/,
    zh: ([, name]) => `${name} 含有字母、数字、- 和 _ 以外的字符`,
    cure: '重新复制或换一个',
  },
  {
    code: 'number',
    pattern: /^(\S+) is not a whole number from (\d+) to (\d+):.*\((\d+)\)/,
    zh: ([, name, from, to]) => `${name} 不是 ${from} 到 ${to} 之间的整数`,
    cure: '改正它，或者删掉它（用默认值）',
  },
  {
    code: 'word',
    pattern: /^(\S+) is not one of (.+):/,
    zh: ([, name, words]) => `${name} 只能是 ${words} 之一`,
    cure: '改正它，或者删掉它（用默认值）',
  },
  {
    code: 'url',
    pattern: /^(\S+) is not a URL that starts with (.+?) ?: (?!or )/,
    zh: ([, name, schemes]) => `${name} 不是以 ${schemes?.replaceAll(' or ', ' 或 ')} 开头的网址`,
    cure: '按 README 里的格式改正它',
  },
  {
    code: 'app-name',
    pattern: /^(\S+) does not end in one AppName/,
    zh: ([, name]) => `${name} 的结尾不是一个 AppName（字母、数字、-）`,
    cure: '写成 rtmp://你的推流域名/live',
  },
  {
    code: 'in-the-clear',
    pattern: /^(\S+) is http and leads to another machine:/,
    zh: ([, name]) => `${name} 用 http 访问别的机器，路上谁都能看到`,
    cure: '改用 https，或者删掉它',
  },
  {
    code: 'path',
    pattern: /^(\S+) has a path:/,
    zh: ([, name]) => `${name} 带有路径`,
    cure: '只写 https://主机名，或者删掉它',
  },
]

/** A problem of the configuration, in both languages, with where to find what is right. */
export function problemFinding({ variables, sentence }: Problem): Finding {
  const [en = '', ...rest] = sentence.split(/ ?: (?!or )/)
  const kind = KINDS.find(({ pattern }) => pattern.test(sentence))
  const found = kind?.pattern.exec(sentence)
  const zh = kind && found ? kind.zh(found) : `${variables.join('、')} 的值不能用`
  const source = variables.map(sourceOf).find((words) => words !== undefined)
  return wrong(`configuration.${kind?.code ?? 'other'}`, { zh, en: `${en}.` }, cureOf(kind, rest, source))
}

function cureOf(kind: Kind | undefined, rest: readonly string[], source: Words | undefined): Words {
  const en = rest.join(': ')
  const zh = kind?.cure ?? (kind || source ? '改正它' : `按 README 的变量表改正它（${en}）`)
  return {
    zh: source ? `${zh}：${source.zh}` : zh,
    en: source ? `${capitalized(en)} ${capitalized(source.en)}.` : capitalized(en),
  }
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
