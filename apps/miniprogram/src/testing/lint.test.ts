import { afterEach, describe, expect, it } from 'vitest'
import { lintMiniprogram } from '../../build/lint/lint.ts'
import { findOfficialCompilers } from '../../build/lint/official-compilers.ts'
import { describeProblem } from '../../build/lint/problem.ts'
import { sourceRoot } from '../../build/options.ts'
import { temporaryFolder } from './temporary-folder.ts'

const compilers = findOfficialCompilers()
const hasCompilers = typeof compilers !== 'string'
if (typeof compilers === 'string') process.stderr.write(`template lint: ${compilers}\n`)
else compilers.remove()

const folders: { remove: () => void }[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove()
})

/** What the gate says about a page of one template (and whatever else is given). */
function problemsOf(wxml: string, more: Record<string, string> = {}): string[] {
  const folder = temporaryFolder({
    'app.json': '{"pages":["pages/a/a"]}',
    'pages/a/a.json': '{"usingComponents":{}}',
    'pages/a/a.wxml': wxml,
    'pages/a/a.wxss': '',
    'pages/a/a.js': 'Component({methods:{onTap(){}, onState: function () {}}})',
    ...more,
  })
  folders.push(folder)
  return lintMiniprogram(folder.path).problems.map(describeProblem)
}

describe('the template gate', () => {
  it('finds nothing in our own templates, styles and configuration', () => {
    expect(lintMiniprogram(sourceRoot).problems.map(describeProblem)).toEqual([])
  })

  it.each([
    ['text and members', '<view>{{a.b}} {{c[0].d}} {{e ? "x" : \'y(\'}}</view>'],
    [
      'a function of a wxs module',
      '<wxs module="m">module.exports = { f: function () { return 1 } }</wxs>{{m.f(a)}}',
    ],
    [
      'loops and conditions',
      '<view wx:for="{{list}}" wx:key="id" wx:if="{{item.ok && i > 1}}">{{item.n}}</view>',
    ],
    ['handlers that exist', '<view bindtap="onTap" catch:touchmove="onState">{{ {a: 1} }}</view>'],
    ['a media tag by its rules', '<live-player style="width: 1px; height: 1px" bindstatechange="onState" />'],
    ['a comment with anything', '<!-- {{a?.b}} <nothing bindtap="gone"> --><view>a</view>'],
  ])('takes %s', (_, wxml) => {
    expect(problemsOf(wxml)).toEqual([])
  })

  it.each([
    ['optional chaining', '<view>{{a?.b}}</view>', 'optional chaining'],
    ['??', '<view>\n{{a ?? b}}</view>', 'a.wxml:2  {{a ?? b}} uses the ?? operator'],
    ['typeof', '<view>{{typeof a}}</view>', 'keyword operator'],
    ['a template literal', '<view>{{`x`}}</view>', 'template literal'],
    ['an arrow function', '<view a="{{() => 1}}"></view>', 'arrow function'],
    ['a method call on data', '<view>{{price.toFixed(2)}}</view>', 'calls price.toFixed()'],
    ['a plain call', '<view>{{f(1)}}</view>', 'calls f()'],
    ['an unknown tag', '<view>\n\n<kb-thing /></view>', 'a.wxml:3  <kb-thing> is no tag'],
    ['a handler that is not there', '<view bind:tap="onGone"></view>', 'the script has no onGone'],
    ['an attribute twice', '<view class="a" id="b" class="c"></view>', 'has class twice'],
    [
      'bind:statechange on a media tag',
      '<live-pusher style="width:1px;height:1px" bind:statechange="onState" />',
      'bindEVENT only',
    ],
    ['a media tag without a height', '<live-player style="width: 100%" />', 'needs width and height'],
  ])('refuses %s', (_, wxml, message) => {
    expect(problemsOf(wxml).join('\n')).toContain(message)
  })

  it('refuses a component path that leads nowhere', () => {
    const problems = problemsOf('<kb-x />', { 'pages/a/a.json': '{"usingComponents":{"kb-x":"../../x/x"}}' })
    expect(problems.join()).toContain('pages/a/a.json names x/x, but there is no x/x.json')
  })

  it('refuses a page without a template', () => {
    const problems = problemsOf('', {
      'app.json': '{"pages":["pages/a/a","pages/b/b"]}',
      'pages/b/b.json': '{}',
      'pages/b/b.js': '',
    })
    expect(problems).toContain('pages/b/b.wxml  is missing')
  })

  describe.runIf(hasCompilers)("by WeChat's own compilers", () => {
    it.each([
      ['an unclosed tag', { 'pages/a/a.wxml': '<view><text></view>' }, 'pages/a/a.wxml'],
      ['wx:else alone', { 'pages/a/a.wxml': '<view wx:else>a</view>' }, 'pages/a/a.wxml'],
      ['const in wxs', { 'pages/a/b.wxs': 'const a = 1' }, 'b.wxs'],
      ['an arrow function in wxs', { 'pages/a/b.wxs': 'module.exports = { f: () => 1 }' }, 'b.wxs'],
      ['a universal selector', { 'pages/a/a.wxss': '* { margin: 0 }' }, 'a.wxss'],
      ['a nested rule', { 'pages/a/a.wxss': '.a { .b { color: red } }' }, 'a.wxss'],
      ['a missing import', { 'pages/a/a.wxss': '@import "./gone.wxss";' }, 'gone.wxss'],
    ])('refuses %s', (_, files, where) => {
      expect(problemsOf('<view>a</view>', files).join('\n')).toContain(where)
    })
  })
})
