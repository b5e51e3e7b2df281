import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { FIXTURE, type Files, writeApp } from '../testing/fixture-app.ts'
import { compileMiniProgram } from './compile.ts'
import { CompileError } from './compile-error.ts'

async function compile(changed: Files = {}, without: readonly string[] = []) {
  const files = Object.fromEntries(
    Object.entries({ ...FIXTURE, ...changed }).filter(([name]) => !without.includes(name)),
  )
  const { folder, remove } = await writeApp(files)
  try {
    return await compileMiniProgram(folder)
  } finally {
    await remove()
  }
}

async function problems(changed: Files, without?: readonly string[]): Promise<string[]> {
  const error = await compile(changed, without).then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (!(error instanceof CompileError)) throw new Error('it compiled')
  return error.message.split('\n')
}

const home = (wxml: string) => problems({ 'pages/home/home.wxml': wxml })

interface Bundle {
  readonly pages: readonly string[]
  readonly units: readonly { readonly path: string; readonly kind: string }[]
  readonly templates: Readonly<Record<string, unknown>>
  readonly modules: Readonly<Record<string, unknown>>
  readonly sheets: Readonly<Record<string, string>>
}

test('a build becomes one script with its pages, components, templates and modules', async () => {
  const { code, pages } = await compile()
  const context: { kaiboApp?: Bundle } = {}
  runInNewContext(code, context)
  expect(pages).toEqual(['pages/home/home', 'pages/detail/detail'])
  expect(context.kaiboApp?.units.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
    'page pages/home/home',
    'page pages/detail/detail',
    'component components/badge/badge',
  ])
  expect(Object.keys(context.kaiboApp?.templates ?? {})).toContain('components/badge/badge')
  expect(Object.keys(context.kaiboApp?.modules ?? {})).toContain('common/count.js')
})

test('an unclosed tag is an error that names file, line and column', async () => {
  expect(await home('<view>\n  <text>one\n</view>')).toContain('pages/home/home.wxml:2:4: missing end tag')
})

test('a broken expression is an error', async () => {
  expect(await home('<view>{{ a + }}</view>')).toContainEqual(
    expect.stringMatching(/^pages\/home\/home\.wxml:1:\d+: unexpected character/),
  )
})

test('an unknown tag is an error, also after a comment and in an imported template', async () => {
  expect(await home('<!-- <x/>\n -->\n <webview />')).toEqual([
    'pages/home/home.wxml:3:2: unknown tag <webview>',
  ])
  const imported = { 'pages/home/home.wxml': '<import src="./t" />', 'pages/home/t.wxml': '<oops />' }
  expect(await problems(imported)).toEqual(['pages/home/t.wxml:1:1: unknown tag <oops>'])
})

test('a live tag with bind:EVENT is an error, because phones want bindEVENT there', async () => {
  expect(await home('<live-player bind:statechange="on" />')).toEqual([
    'pages/home/home.wxml:1:1: <live-player> needs bindEVENT without a colon, not "bind:statechange"',
  ])
})

test('a missing template, wxs module, component or style import is named', async () => {
  expect(await problems({}, ['pages/detail/detail.wxml'])).toEqual([
    'pages/detail/detail.wxml: the file is missing',
  ])
  expect(await problems({}, ['common/words.wxs'])).toEqual(['common/words.wxs: the file is missing'])
  expect(await problems({}, ['components/badge/badge.json'])).toEqual([
    'components/badge/badge.json: the file is missing',
  ])
  expect(await problems({ 'app.wxss': '@import "./no.wxss";' })).toEqual(['no.wxss: the file is missing'])
})

test('a syntax error in a script names its own file and line', async () => {
  expect(await problems({ 'common/count.js': 'var a = 1\nvar b = = 2' })).toEqual([
    expect.stringMatching(/^common\/count\.js:2: SyntaxError/),
  ])
})
