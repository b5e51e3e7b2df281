import type { AtRule, Root, Rule } from 'postcss'
import selectorParser, { type Pseudo, type Root as SelectorRoot } from 'postcss-selector-parser'

export type StyleTarget =
  /** A page's sheet, or the app's (`app`), which reaches every page. */
  | { readonly route: string }
  /** A component's sheet: its classes carry this prefix. */
  | { readonly scope: string }

/**
 * Keeps a sheet to its page or component. `:where` adds no specificity, so a page's rules beat the app's by
 * their order alone, as on a phone.
 */
export function scopeSelectors(root: Root, target: StyleTarget): void {
  const within =
    'route' in target && target.route !== 'app' ? `[data-route="${target.route}"]` : '[data-route]'
  const scope = 'scope' in target ? target.scope : undefined
  root.walkRules((rule) => {
    if (isKeyframe(rule)) return
    rule.selectors = rule.selectors.map(
      (selector) =>
        `:where(${within}) ${selectorParser((parsed) => rewrite(parsed, scope)).processSync(selector)}`,
    )
  })
}

const isKeyframe = (rule: Rule) =>
  rule.parent?.type === 'atrule' && /keyframes$/i.test((rule.parent as AtRule).name)

function rewrite(selectors: SelectorRoot, scope: string | undefined): void {
  selectors.walk((node) => {
    if (node.type === 'class' && scope !== undefined) node.value = `${scope}--${node.value}`
    if (node.type === 'pseudo' && node.value === ':root')
      node.replaceWith(selectorParser.tag({ value: 'page' }))
    if (node.type === 'pseudo' && node.value === ':host' && scope !== undefined) replaceHost(node, scope)
  })
}

/** `:host` → the attribute glass-easel puts on the component's own element; `:host(.x)` keeps its argument,
 * because that class was given by the page around. */
function replaceHost(node: Pseudo, scope: string): void {
  const argument = node.nodes.map(String).join(',')
  const attribute = `[wx-host="${scope}"]`
  node.replaceWith(
    selectorParser.string({ value: argument === '' ? attribute : `${attribute}:is(${argument})` }),
  )
}
