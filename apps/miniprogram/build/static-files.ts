import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import * as z from 'zod'
import { readJson } from './app-files.ts'
import { type BuildOptions, packageRoot, sourceRoot } from './options.ts'
import { listFiles, type Output } from './output.ts'

const COPIED = new Set(['.wxml', '.wxss', '.wxs', '.json', '.png', '.jpg', '.svg'])

/** Templates, styles, configuration and pictures go over as they are; WeChat compiles them itself. */
export function readStaticFiles(options: BuildOptions): Output {
  const output: Output = new Map()
  for (const path of listFiles(sourceRoot)) {
    if (COPIED.has(extname(path))) output.set(path, readFileSync(join(sourceRoot, path)))
  }
  output.set('project.config.json', json(projectConfig(options)))
  // The packages around are ES modules; without this Node and bundlers would read the result as one.
  output.set('package.json', json({ type: 'commonjs' }))
  return output
}

/**
 * The result is a DevTools project of its own, besides the package's folder, whose `miniprogramRoot` is dist.
 * The root is empty rather than "./": with that WeChat's search for unused files does not find app.json.
 */
function projectConfig({ appId }: BuildOptions): object {
  const config = z.looseObject({}).parse(readJson(join(packageRoot, 'project.config.json')))
  return { ...config, appid: appId, miniprogramRoot: '' }
}

const json = (value: object): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
