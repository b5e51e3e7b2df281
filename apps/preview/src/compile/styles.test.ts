import postcss from 'postcss'
import { expect, test } from 'vitest'
import { type StyleTarget, scopeSelectors } from './style-scope.ts'
import { rewriteUnits, rewriteValue } from './style-units.ts'

function scoped(css: string, target: StyleTarget): string {
  const root = postcss.parse(css)
  scopeSelectors(root, target)
  return root.toString()
}

test('750 rpx are the width of the screen', () => {
  expect(rewriteValue('750rpx')).toBe('100vw')
  expect(rewriteValue('0 -20rpx calc(1px + .5rpx)')).toBe('0 -2.66667vw calc(1px + 0.06667vw)')
})

test('vh counts from below the navigation bar, and the safe area is the phone’s', () => {
  expect(rewriteValue('calc(100vh - 10px)')).toBe('calc(calc(var(--screen-height) * 100 / 100) - 10px)')
  expect(rewriteValue('env(safe-area-inset-bottom)')).toBe('var(--safe-area-inset-bottom)')
  expect(rewriteValue('env(safe-area-inset-bottom, 0px)')).toBe('var(--safe-area-inset-bottom, 0px)')
})

test('the dark scheme matches only in a mini-program with darkmode', () => {
  const css = '@media (prefers-color-scheme: dark) { page { color: white } }'
  const light = postcss.parse(css)
  rewriteUnits(light, { darkMode: false })
  expect(light.toString()).toContain('@media not all')
  const dark = postcss.parse(css)
  rewriteUnits(dark, { darkMode: true })
  expect(dark.toString()).toBe(css)
})

test('a page’s rules reach only that page, with no more weight than they had', () => {
  expect(scoped('page, .a > text {}', { route: 'pages/a/a' })).toBe(
    ':where([data-route="pages/a/a"]) page, :where([data-route="pages/a/a"]) .a > text {}',
  )
  expect(scoped(':root {}', { route: 'app' })).toBe(':where([data-route]) page {}')
})

test('a component’s classes carry its prefix and :host becomes its own element', () => {
  const target = { scope: 'components-x' }
  expect(scoped('.a.b::before {}', target)).toBe(
    ':where([data-route]) .components-x--a.components-x--b::before {}',
  )
  expect(scoped(':host .a {}', target)).toBe(
    ':where([data-route]) [wx-host="components-x"] .components-x--a {}',
  )
  // The classes of a component's own element belong to the page around it.
  expect(scoped(':host(.on) {}', target)).toBe(':where([data-route]) [wx-host="components-x"]:is(.on) {}')
})

test('keyframes keep their steps', () => {
  const css = '@keyframes turn { from { opacity: 0 } 50% { opacity: 1 } }'
  expect(scoped(css, { scope: 'x' })).toBe(css)
})
