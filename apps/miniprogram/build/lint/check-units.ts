import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readUnits, type Unit } from '../app-files.ts'
import { checkExpressions } from './check-expressions.ts'
import { checkTags } from './check-tags.ts'
import type { Problem } from './problem.ts'
import { readWxml } from './read-wxml.ts'

const SCRIPT_EXTENSIONS = ['.ts', '.js']

/** Every page and component that app.json reaches, checked against its own script and configuration. */
export function checkUnits(root: string): Problem[] {
  let units: Unit[]
  try {
    units = readUnits(root)
  } catch (error) {
    return [
      { file: 'app.json', line: undefined, message: error instanceof Error ? error.message : String(error) },
    ]
  }
  return units.flatMap((unit) => checkUnit(root, unit))
}

function checkUnit(root: string, unit: Unit): Problem[] {
  const file = `${unit.path}.wxml`
  const missing = (name: string): Problem => ({ file: name, line: undefined, message: 'is missing' })
  const scriptFile = SCRIPT_EXTENSIONS.map((extension) => join(root, unit.path + extension)).find(existsSync)
  if (scriptFile === undefined) return [missing(`${unit.path}${SCRIPT_EXTENSIONS[0]}`)]
  if (!existsSync(join(root, file))) return [missing(file)]
  const wxml = readWxml(readFileSync(join(root, file), 'utf8'))
  const script = readFileSync(scriptFile, 'utf8')
  return [...checkExpressions(file, wxml), ...checkTags(wxml, { file, unit, script })]
}
