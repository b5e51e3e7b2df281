import type { Unit } from '../app-files.ts'
import { KNOWN_TAGS, NATIVE_MEDIA_TAGS } from './known-tags.ts'
import type { Problem } from './problem.ts'
import { attributeOf, type Tag, type Wxml } from './read-wxml.ts'

const BINDING = /^(?:capture-)?(?:bind|catch|mut-bind):?(?=[a-z])/

type Context = { file: string; unit: Unit; script: string }

/** Tags that exist, attributes written once, handlers that the script has, and the rules of the media tags. */
export function checkTags({ tags }: Wxml, { file, unit, script }: Context): Problem[] {
  return tags.flatMap((tag) => {
    const known = KNOWN_TAGS.has(tag.name) || Object.hasOwn(unit.usingComponents, tag.name)
    return [
      ...(known ? [] : [`<${tag.name}> is no tag of WeChat and not in usingComponents`]),
      ...repeatedAttributes(tag),
      ...missingHandlers(tag, script),
      ...(NATIVE_MEDIA_TAGS.has(tag.name) ? mediaTagProblems(tag) : []),
    ].map((message) => ({ file, line: tag.line, message }))
  })
}

function repeatedAttributes({ name, attributes }: Tag): string[] {
  const names = attributes.map((attribute) => attribute.name)
  return names
    .filter((attribute, index) => names.indexOf(attribute) !== index)
    .map((attribute) => `<${name}> has ${attribute} twice`)
}

function missingHandlers({ attributes }: Tag, script: string): string[] {
  return attributes
    .filter(({ name, value }) => BINDING.test(name) && /^[A-Za-z_$][\w$]*$/.test(value))
    .filter(
      ({ value }) => !new RegExp(`(?:^|[\\s,{])${value.replace(/\$/g, '\\$')}\\s*[(:]`, 'm').test(script),
    )
    .map(({ name, value }) => `${name}="${value}", but the script has no ${value}`)
}

/** Source: WeChat's page on native components; its event restriction holds in same-layer rendering as well. */
function mediaTagProblems(tag: Tag): string[] {
  const style = attributeOf(tag, 'style') ?? ''
  return [
    ...tag.attributes
      .filter(({ name }) => BINDING.test(name) && !/^bind[a-z]+$/.test(name))
      .map(({ name }) => `<${tag.name}> takes bindEVENT only, not ${name}`),
    ...(/\bwidth:/.test(style) && /\bheight:/.test(style)
      ? []
      : [`<${tag.name}> needs width and height in its style: it has no height of its own`]),
  ]
}
