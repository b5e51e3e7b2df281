import { readFileSync } from 'node:fs'
import { gauge, type Metric } from './metric.ts'

/** Which Kaibo runs, on which Node. `revision` is what the installation calls its build; `unknown` where nobody said. */
export function buildInfo(revision: string | undefined): Metric {
  const labels = { version: packageVersion(), revision: revision ?? 'unknown', node: process.versions.node }
  return gauge('kaibo_build_info', 'Which Kaibo runs: always 1', [{ labels, value: 1 }])
}

/** The same place from `src` and from `dist`. */
function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return isManifest ? String(manifest.version) : 'unknown'
}
