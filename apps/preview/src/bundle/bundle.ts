import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { BROWSER_FOLDER } from './browser-folder.ts'

const root = new URL('../../', import.meta.url)

const SCRIPTS = { phone: 'src/runtime/main.ts', shell: 'src/shell/main.ts' } as const
const FILES = [
  'src/runtime/phone.html',
  'src/shell/shell.html',
  'src/shell/shell.css',
  'src/shell/panel.css',
  'src/shell/faults/faults.css',
] as const
/** Joined into phone.css, in this order: the first one names the layers. */
const PHONE_SHEETS = ['chrome', 'dialogs', 'tags'] as const

/** Bundles the phone's runtime and the shell page for the browser. */
export async function bundleBrowser(): Promise<void> {
  await mkdir(BROWSER_FOLDER, { recursive: true })
  await Promise.all([
    ...Object.entries(SCRIPTS).map(([name, input]) => bundleScript(name, input)),
    bundlePhoneSheet(),
    ...FILES.map((file) => copyFile(new URL(file, root), `${BROWSER_FOLDER}${file.split('/').at(-1)}`)),
  ])
}

async function bundlePhoneSheet(): Promise<void> {
  const parts = PHONE_SHEETS.map((name) => readFile(new URL(`src/runtime/css/${name}.css`, root), 'utf8'))
  await writeFile(`${BROWSER_FOLDER}phone.css`, (await Promise.all(parts)).join('\n'))
}

async function bundleScript(name: string, input: string): Promise<void> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL(input, root)),
    platform: 'browser',
    resolve: { conditionNames: ['@kaibo/source', 'import', 'browser', 'default'] },
    transform: { target: 'es2022' },
  })
  await bundle.write({
    file: `${BROWSER_FOLDER}${name}.js`,
    format: 'iife',
    minify: true,
    sourcemap: true,
    codeSplitting: false,
  })
  await bundle.close()
}
