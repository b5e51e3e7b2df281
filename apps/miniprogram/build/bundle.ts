import { join } from 'node:path'
import { rolldown } from 'rolldown'
import type { Unit } from './app-files.ts'
import { type BuildOptions, packageRoot, sourceRoot } from './options.ts'
import type { Output } from './output.ts'
import { readVersion } from './version.ts'

/**
 * The scripts: one CommonJS entry for the app and for each page and component, what they share in `common/`.
 * es2017 is what DevTools' own lowering to ES5 for old phones starts from.
 */
export async function bundleScripts(units: Unit[], options: BuildOptions): Promise<Output> {
  const input = Object.fromEntries(
    ['app', ...units.map(({ path }) => path)].map((path) => [path, join(sourceRoot, `${path}.ts`)]),
  )
  const bundle = await rolldown({
    input,
    cwd: packageRoot,
    platform: 'neutral',
    resolve: { conditionNames: ['@kaibo/source', 'import', 'module', 'default'] },
    transform: {
      target: 'es2017',
      define: {
        KAIBO_API_BASE_URL: JSON.stringify(options.apiBaseUrl),
        KAIBO_CLIENT_VERSION: JSON.stringify(readVersion()),
      },
      // Old iOS clients have no `globalThis`, and zod reads it while loading.
      inject: { globalThis: [join(sourceRoot, 'global-object.ts'), 'globalObject'] },
    },
    onLog(level, log) {
      if (level !== 'debug') throw new Error(`rolldown: ${log.message}`)
    },
  })
  try {
    const { output } = await bundle.generate({
      format: 'cjs',
      exports: 'named',
      entryFileNames: '[name].js',
      // No hash in the name: DevTools and the preview reload by path.
      chunkFileNames: 'common/[name].js',
      minify: options.minify,
      comments: false,
    })
    return new Map(
      output.map((part) => [part.fileName, Buffer.from(part.type === 'chunk' ? part.code : part.source)]),
    )
  } finally {
    await bundle.close()
  }
}
