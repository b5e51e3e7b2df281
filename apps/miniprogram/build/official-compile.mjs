// Compiles a built mini-program with WeChat's own miniprogram-ci, writes what came out to a folder and what it was to a file.
// Plain JavaScript, because `pnpm dlx` runs it outside of this package, where nothing knows TypeScript.
// Arguments: the built folder, the file for the report, the folder for the result.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

const [projectPath = '', resultFile = '', resultFolder = ''] = process.argv.slice(2)

// dlx lends its packages by the PATH only: its first folders are the .bin folders of what it installed.
const modules = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, '..'))
  .find((folder) => existsSync(join(folder, 'miniprogram-ci')))
if (modules === undefined) throw new Error('miniprogram-ci is not there: run this through check-official.ts')
const ci = createRequire(join(modules, 'from-here.js'))('miniprogram-ci')

try {
  const project = new ci.Project({
    appid: 'wx0000000000000000',
    type: 'miniProgram',
    projectPath,
    // Neither is used: with attributes of our own nothing is signed and WeChat is not asked.
    privateKey: 'offline',
    attr: async () => ci.DefaultProjectAttr,
  })
  const compiled = await ci.getCompiledResult({
    project,
    version: '0',
    setting: { es6: true, es7: true, minify: true },
    onProgressUpdate() {},
  })
  const files = Object.entries(compiled).map(([path, content]) => ({
    path,
    bytes: Buffer.byteLength(content),
  }))
  for (const [path, content] of Object.entries(compiled)) {
    mkdirSync(dirname(join(resultFolder, path)), { recursive: true })
    writeFileSync(join(resultFolder, path), content)
  }
  writeFileSync(resultFile, JSON.stringify({ files }))
} catch (error) {
  const { message, code } = error
  writeFileSync(resultFile, JSON.stringify({ error: code === undefined ? message : `${message} (${code})` }))
}
// It keeps handles open.
process.exit(0)
