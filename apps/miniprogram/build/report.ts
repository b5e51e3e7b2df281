import type { Output } from './output.ts'

/** WeChat takes 2 MB per package; ours stays a tenth of it, so that the first start is quick. */
export const SIZE_LIMIT_BYTES = 200_000

/** Files that stay on the developer's machine (`packOptions.ignore`, and DevTools' own). */
const NOT_UPLOADED = new Set(['package.json', 'project.config.json'])

export type SizeReport = { totalBytes: number; largest: { path: string; bytes: number }[] }

export function sizeReport(output: Output, count = 8): SizeReport {
  const parts = [...output]
    .filter(([path]) => !NOT_UPLOADED.has(path))
    .map(([path, bytes]) => ({ path, bytes: bytes.length }))
    .sort((a, b) => b.bytes - a.bytes)
  return { totalBytes: parts.reduce((sum, part) => sum + part.bytes, 0), largest: parts.slice(0, count) }
}

/** @throws Error when the result is larger than `SIZE_LIMIT_BYTES` */
export function assertSize({ totalBytes }: SizeReport): void {
  if (totalBytes <= SIZE_LIMIT_BYTES) return
  throw new Error(`the mini-program is ${kilobytes(totalBytes)}, the limit is ${kilobytes(SIZE_LIMIT_BYTES)}`)
}

export const describeSizes = ({ totalBytes, largest }: SizeReport): string =>
  [
    `${kilobytes(totalBytes)} of ${kilobytes(SIZE_LIMIT_BYTES)}; the largest parts:`,
    ...largest.map(({ path, bytes }) => `  ${kilobytes(bytes).padStart(9)}  ${path}`),
  ].join('\n')

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
