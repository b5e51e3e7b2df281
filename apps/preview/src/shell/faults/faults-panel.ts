import { h } from '../element.ts'
import type { Fault } from './fault.ts'
import { FAULT_GROUPS } from './fault-groups.ts'
import { faultRow } from './fault-row.ts'
import { SandboxError, type StreamAction, sandbox } from './sandbox-client.ts'
import type { Faults } from './sandbox-types.ts'
import { StreamList } from './stream-list.ts'

export interface FaultsPanelOptions {
  /** Told in words what was done. */
  readonly note: (text: string) => void
  /** Told how many faults are on whenever they were read. */
  readonly counted: (count: number) => void
}

const DONE: Readonly<Record<StreamAction, string>> = {
  cut: '断网 Cut',
  freeze: '卡死 Frozen',
  drop: '断流 Dropped',
}

/** Everything that can be made to go wrong outside of Kaibo, and its state. */
export class FaultsPanel {
  readonly element: HTMLElement
  readonly #options: FaultsPanelOptions
  readonly #rows = FAULT_GROUPS.map(({ name, faults }) => ({
    name,
    rows: faults.map((fault) => faultRow(fault, (which, on) => this.#toggle(which, on))),
  }))
  readonly #streams = new StreamList(({ streamName }, action) => {
    this.#do(async () => {
      await sandbox.act(streamName, action)
      this.#options.note(`${DONE[action]}: ${streamName.slice(0, 8)}…`)
      await this.refresh()
    })
  })
  readonly #problem = h('p', { class: 'problem', role: 'alert' })
  readonly #state = h('code', { class: 'state' })
  readonly #clear = h('button', { type: 'button', class: 'clear' }, '全部恢复正常 All well again')

  constructor(options: FaultsPanelOptions) {
    this.#options = options
    this.#clear.addEventListener('click', () => {
      this.#do(async () => {
        this.#show(await sandbox.clearFaults())
        this.#options.note('全部恢复正常 All well again')
      })
    })
    const groups = this.#rows.map(({ name, rows }) =>
      h('section', {}, h('h3', {}, name.zh, h('small', {}, name.en)), ...rows.map(({ element }) => element)),
    )
    const streams = h(
      'section',
      {},
      h('h3', {}, '正在推流', h('small', {}, 'Streams that are pushed')),
      this.#streams.element,
      this.#streams.explanation,
    )
    const head = h(
      'header',
      {},
      h(
        'p',
        {},
        '让服务商和网络出点差错，看两台手机怎么办。',
        h('small', {}, 'Let the provider and the network go wrong, and watch the phones.'),
      ),
      this.#clear,
    )
    this.element = h('div', { class: 'faults' }, head, this.#problem, streams, ...groups, this.#state)
  }

  /** Reads what is so now. */
  async refresh(): Promise<void> {
    await this.#attempt(async () => {
      const [faults, streams] = await Promise.all([sandbox.faults(), sandbox.streams()])
      this.#show(faults)
      this.#streams.show(streams, Date.now())
    })
  }

  #toggle(fault: Fault, on: boolean): void {
    this.#do(async () => {
      // What is so now, not what was shown: a test or another window may have changed it.
      this.#show(await sandbox.setFaults(fault.set(await sandbox.faults(), on)))
      this.#options.note(`${on ? '打开' : '关闭'}：${fault.name.zh} ${on ? 'On' : 'Off'}: ${fault.name.en}`)
    })
  }

  #show(faults: Faults): void {
    for (const { rows } of this.#rows) for (const row of rows) row.show(faults)
    const count = FAULT_GROUPS.flatMap((group) => group.faults).filter((fault) => fault.isOn(faults)).length
    this.#state.textContent = JSON.stringify(faults)
    this.#clear.toggleAttribute('disabled', Object.keys(faults).length === 0)
    this.#options.counted(count)
  }

  #do(work: () => Promise<void>): void {
    void this.#attempt(work)
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      this.#problem.textContent = ''
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error
      this.#problem.textContent = error.message
    }
  }
}
