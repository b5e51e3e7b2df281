import type { ComponentSpace } from 'glass-easel'
import type { LiveTag } from '../live-contexts.ts'
import { choiceTags } from './choice-tags.ts'
import { formTags } from './form-tags.ts'
import { liveTag } from './live-tags.ts'
import { plainTags } from './plain-tags.ts'
import { scrollTags } from './scroll-tags.ts'
import type { TagServices } from './services.ts'
import { defineTag } from './tag.ts'
import { textTags } from './text-tags.ts'

export function defineTags(space: ComponentSpace, services: TagServices, liveTags: readonly LiveTag[]): void {
  const definitions = [
    ...plainTags(services),
    ...scrollTags(),
    ...textTags(),
    ...choiceTags(),
    ...formTags(services),
    ...liveTags.map((tag) => liveTag(tag, services)),
  ]
  for (const definition of definitions) defineTag(space, definition)
}
