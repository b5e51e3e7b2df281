import type { Root } from 'postcss'

/** The width that `rpx` divides, by WeChat's definition. */
const RPX_PER_SCREEN = 750

/**
 * Rewrites what means something else inside a phone's frame: `rpx`; `vh`, because a page's web-view begins below
 * the navigation bar; the safe area, which a frame does not have; the dark scheme, which only `darkmode` turns on.
 */
export function rewriteUnits(root: Root, { darkMode }: { darkMode: boolean }): void {
  root.walkDecls((declaration) => {
    declaration.value = rewriteValue(declaration.value)
  })
  root.walkAtRules((rule) => {
    if (!darkMode && /prefers-color-scheme\s*:\s*dark/.test(rule.params)) rule.params = 'not all'
    if (rule.name === 'media') rule.params = rewriteRpx(rule.params)
  })
}

/** Also used by the runtime for `style="…"`. */
export function rewriteValue(value: string): string {
  return rewriteRpx(value)
    .replace(/(?<![\w.-])(-?\d*\.?\d+)vh\b/g, 'calc(var(--screen-height) * $1 / 100)')
    .replace(/\b(?:env|constant)\(\s*(safe-area-inset-\w+)/g, 'var(--$1')
}

function rewriteRpx(value: string): string {
  return value.replace(/(-?\d*\.?\d+)rpx\b/g, (_, number: string) => {
    const width = (Number(number) * 100) / RPX_PER_SCREEN
    return `${Number(width.toFixed(5))}vw`
  })
}
