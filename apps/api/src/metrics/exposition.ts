import type { Labels, Metric } from './metric.ts'

/** The content type of what `exposition` writes (Prometheus, "Exposition formats"). */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** Metrics in Prometheus' text format. */
export const exposition = (metrics: readonly Metric[]): string => metrics.map(describe).join('')

function describe(metric: Metric): string {
  const lines = metric
    .samples()
    .map(({ suffix = '', labels, value }) => `${metric.name}${suffix}${braced(labels)} ${written(value)}\n`)
  if (lines.length === 0) return ''
  const help = metric.help.replace(/[\\\n]/g, escaped)
  return [`# HELP ${metric.name} ${help}\n`, `# TYPE ${metric.name} ${metric.type}\n`, ...lines].join('')
}

function braced(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\\n"]/g, escaped)}"`,
  )
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const escaped = (character: string) => (character === '\n' ? '\\n' : `\\${character}`)

const written = (value: number) =>
  Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
