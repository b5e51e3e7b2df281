export type Attribute = { name: string; value: string; line: number }
export type Tag = { name: string; attributes: Attribute[]; line: number }
export type Mustache = { expression: string; line: number }

/** What the checks need of a template. Whether it is well-formed at all is for WeChat's own compiler to say. */
export type Wxml = { tags: Tag[]; mustaches: Mustache[]; wxsModules: Set<string> }

const COMMENT = /<!--[\s\S]*?-->/g
const WXS_BODY = /(<wxs\b[^>]*[^/]>)[\s\S]*?(<\/wxs>)/g
const OPENING_TAG = /<([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g
const ATTRIBUTE = /([^\s=/"']+)(?:\s*=\s*("[^"]*"|'[^']*'))?/g
const MUSTACHE = /\{\{([\s\S]*?)\}\}/g

export function readWxml(source: string): Wxml {
  const text = source.replace(COMMENT, blank).replace(WXS_BODY, (all, open: string, close: string) => {
    return open + blank(all.slice(open.length, all.length - close.length)) + close
  })
  const lineAt = (index: number): number => text.slice(0, index).split('\n').length
  const tags = [...text.matchAll(OPENING_TAG)].map((tag) => {
    const [, name = '', attributes = ''] = tag
    const start = tag.index + 1 + name.length
    return {
      name,
      line: lineAt(tag.index),
      attributes: readAttributes(attributes, (at) => lineAt(start + at)),
    }
  })
  const mustaches = [...text.matchAll(MUSTACHE)].map((found) => ({
    expression: found[1] ?? '',
    line: lineAt(found.index),
  }))
  const modules = tags.filter(({ name }) => name === 'wxs').map((tag) => attributeOf(tag, 'module') ?? '')
  return { tags, mustaches, wxsModules: new Set(modules) }
}

export const attributeOf = (tag: Tag, name: string): string | undefined =>
  tag.attributes.find((attribute) => attribute.name === name)?.value

const readAttributes = (text: string, lineAt: (index: number) => number): Attribute[] =>
  [...text.matchAll(ATTRIBUTE)].map(({ 1: name = '', 2: quoted = '', index }) => ({
    name,
    value: quoted.slice(1, -1),
    line: lineAt(index),
  }))

/** Keeps the lines where they are. */
const blank = (text: string): string => text.replace(/[^\n]/g, ' ')
