import type { Check } from '../check.ts'
import { type Finding, ok, unknown, warn, wrong } from '../finding.ts'
import type { ClockWatch } from './clock-watch.ts'

type Options = {
  watch: Pick<ClockWatch, 'offsetMs'>
  /** Resolves when servers whose clocks can be trusted have answered, or have not. */
  heard(): Promise<unknown>
}

/** Tencent refuses signatures that are more than five minutes off (document 267/37447). */
const WRONG_MS = 300_000
/** Of URLs that are valid for minutes this is felt already. */
const WARN_MS = 30_000

/** Whether this machine's clock agrees with those of Tencent and WeChat. */
export const clockCheck = ({ watch, heard }: Options): Check => ({
  id: 'clock',
  section: 'machine',
  title: { zh: '时钟', en: 'Clock' },
  needs: [],
  async run() {
    await heard()
    return [judge(watch.offsetMs())]
  },
})

function judge(offsetMs: number | undefined): Finding {
  if (offsetMs === undefined) return unheard
  const byMs = Math.abs(offsetMs)
  if (byMs < WARN_MS) {
    return ok('clock.ok', { zh: '与腾讯云、微信的时间一致', en: 'Agrees with Tencent and WeChat.' })
  }
  const seconds = Math.round(byMs / 1000)
  const words = {
    zh: `本机时钟${offsetMs > 0 ? '慢' : '快'}了 ${seconds} 秒`,
    en: `This machine's clock is ${seconds} s ${offsetMs > 0 ? 'slow' : 'fast'}.`,
  }
  return byMs >= WRONG_MS ? wrong('clock.off', words, cure) : warn('clock.drifts', words, cure)
}

const cure = {
  zh: '开启时间同步：timedatectl set-ntp true，或安装 chrony',
  en: 'Switch time synchronisation on: timedatectl set-ntp true, or install chrony.',
}

const unheard = unknown('clock.unheard', {
  zh: '没有检查：腾讯云和微信都没有回答',
  en: 'Not checked: neither Tencent nor WeChat answered.',
})
