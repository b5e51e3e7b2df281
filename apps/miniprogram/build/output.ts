import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** The result of a build: path inside the output folder (forward slashes) → bytes. */
export type Output = Map<string, Buffer>

/**
 * Makes the folder equal to the output. Only what differs is written, so that DevTools and the preview reload no
 * more than they must.
 * @returns the paths that were written or deleted
 */
export function writeOutput(outDir: string, output: Output): string[] {
  const changed: string[] = []
  for (const [path, bytes] of output) {
    const file = join(outDir, path)
    if (existsSync(file) && readFileSync(file).equals(bytes)) continue
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
    changed.push(path)
  }
  for (const path of existsSync(outDir) ? listFiles(outDir) : []) {
    // DevTools keeps each developer's own settings beside the project file.
    if (output.has(path) || path === 'project.private.config.json') continue
    rmSync(join(outDir, path))
    changed.push(path)
  }
  return changed
}

/** Every file below a folder, as sorted relative paths with forward slashes. */
export function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}
