import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export type Files = Readonly<Record<string, string>>

/** A small mini-program's build: two pages, a component, a wxs module, a shared chunk. */
export const FIXTURE: Files = {
  'app.json': JSON.stringify({
    pages: ['pages/home/home', 'pages/detail/detail'],
    window: { navigationBarTitleText: 'Fixture' },
    style: 'v2',
  }),
  'app.js': 'App({ globalData: { greeting: "hello" }, onError: function () {} })',
  'app.wxss': 'page { --accent: red } .box { width: 375rpx }',
  'common/count.js': 'exports.next = function (n) { return n + 1 }',
  'pages/home/home.json': '{ "usingComponents": { "x-badge": "../../components/badge/badge" } }',
  'pages/home/home.js': `
    const count = require("../../common/count.js")
    Page({
      data: { n: 0, answer: "", text: "", heard: "", browser: typeof window + typeof fetch },
      onAdd() { this.setData({ n: count.next(this.data.n) }) },
      onOpen() {
        wx.navigateTo({ url: "../detail/detail?id=7", events: { told: (word) => this.setData({ heard: word }) } })
      },
      onAsk() {
        wx.showModal({ title: "Sure?", content: "Really", success: (r) => this.setData({ answer: r.confirm ? "yes" : "no" }) })
      },
      onMissing() { wx.openBluetoothAdapter({}) },
      onThrow() { throw new Error("thrown by the page") },
      onCall() { wx.request({ url: "https://api.example/v1/rooms?token=hush", complete: (r) => this.setData({ answer: String(r.statusCode || r.errMsg) }) }) },
    })`,
  'pages/home/home.wxml': `<wxs src="./tools.wxs" module="tools" />
<view class="box" style="height: 20rpx">
  <text class="n">{{tools.label(n)}}</text>
  <x-badge text="{{n}}" bind:press="onAdd" />
  <button bindtap="onAdd">Add</button>
  <button bindtap="onOpen">Open</button>
  <button bindtap="onAsk">Ask</button>
  <button bindtap="onMissing">Missing</button>
  <button bindtap="onThrow">Throw</button>
  <button bindtap="onCall">Call</button>
  <input placeholder="Name" model:value="{{text}}" />
  <text class="echo">{{text}}|{{answer}}|{{heard}}</text>
</view>`,
  'pages/home/tools.wxs':
    'var words = require("../../common/words.wxs"); module.exports = { label: function (n) { return words.taps + n } }',
  'common/words.wxs': 'module.exports = { taps: "taps: " }',
  'pages/home/home.wxss': '.n { color: var(--accent) }',
  'pages/detail/detail.json':
    '{ "navigationBarTitleText": "Detail", "enablePullDownRefresh": true, "usingComponents": {} }',
  'pages/detail/detail.js': `
    Component({
      data: { id: "", steps: "" },
      methods: {
        onLoad(query) { this.setData({ id: query.id, steps: "load" }); this.getOpenerEventChannel().emit("told", "from detail") },
        onShow() { this.setData({ steps: this.data.steps + " show" }) },
        onHide() { this.setData({ steps: this.data.steps + " hide" }) },
        onReady() { this.setData({ steps: this.data.steps + " ready" }) },
        onPullDownRefresh() { this.setData({ steps: this.data.steps + " refresh" }); wx.stopPullDownRefresh() },
      },
    })`,
  'pages/detail/detail.wxml': '<view class="id">detail {{id}}: {{steps}}</view>',
  'components/badge/badge.json': '{ "component": true }',
  'components/badge/badge.js':
    'Component({ properties: { text: Number }, methods: { press() { this.triggerEvent("press") } } })',
  'components/badge/badge.wxml': '<view class="badge" bindtap="press">badge {{text}}</view>',
  'components/badge/badge.wxss': ':host { display: block } .badge { height: 100vh }',
}

/** Writes files into a new folder. `remove` takes it away again. */
export async function writeApp(files: Files = FIXTURE): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'kaibo-preview-'))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
