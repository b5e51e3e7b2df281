import { readUnits } from './app-files.ts'
import { bundleScripts } from './bundle.ts'
import { type BuildOptions, sourceRoot } from './options.ts'
import { writeOutput } from './output.ts'
import { assertSize, type SizeReport, sizeReport } from './report.ts'
import { readStaticFiles } from './static-files.ts'

export type BuildResult = { sizes: SizeReport; changed: string[] }

/** One whole build. Nothing is written unless all of it worked. */
export async function buildMiniprogram(options: BuildOptions): Promise<BuildResult> {
  const scripts = await bundleScripts(readUnits(sourceRoot), options)
  const output = new Map([...readStaticFiles(options), ...scripts])
  const sizes = sizeReport(output)
  if (options.minify) assertSize(sizes)
  return { sizes, changed: writeOutput(options.outDir, output) }
}
