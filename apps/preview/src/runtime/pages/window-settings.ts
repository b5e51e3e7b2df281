import type { AppBundle, WindowSettings } from '../app-bundle.ts'

/** A page's window settings over the app's, with `@names` looked up in theme.json. */
export function windowSettings(bundle: AppBundle, route: string): WindowSettings {
  const own = bundle.units.find((unit) => unit.path === route)?.json ?? {}
  const isDark = bundle.app.darkmode === true && matchMedia('(prefers-color-scheme: dark)').matches
  const theme = bundle.theme?.[isDark ? 'dark' : 'light'] ?? {}
  const entries = Object.entries({ ...bundle.app.window, ...own }).map(([name, value]) => [
    name,
    typeof value === 'string' && value.startsWith('@') ? theme[value.slice(1)] : value,
  ])
  return Object.fromEntries(entries) as WindowSettings
}
