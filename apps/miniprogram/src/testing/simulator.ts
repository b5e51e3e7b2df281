import { createRequire } from 'node:module'
import { join } from 'node:path'

/** The little of the DOM that the tests read; Node's typings have none of it. */
type DomElement = { textContent: string | null; getAttribute(name: string): string | null }

/** One rendered node, as miniprogram-simulate wraps it. Its own typings are older than it is. */
export type SimulatedNode = {
  dom: DomElement
  instance: { data: Record<string, unknown>; [method: string]: unknown }
  querySelector(selector: string): SimulatedNode | undefined
  querySelectorAll(selector: string): SimulatedNode[]
  dispatchEvent(name: string, options?: object): void
  addEventListener(name: string, listener: (event: { detail: unknown }) => void): void
  triggerLifeTime(name: string): void
}
export type RenderedUnit = SimulatedNode & { attach(parent: DomElement): void; detach(): void }

type Simulate = {
  load(path: string, tagName: string, options: object): string
  render(id: string, properties: object): RenderedUnit
  sleep(ms?: number): Promise<void>
}

/** WeChat's unit-test kit (its old framework and template compiler) over a built mini-program. */
export function createSimulator(dist: string) {
  // It is CommonJS that loads components with `require`, and it wants the browser's globals of the test environment.
  const simulate = createRequire(import.meta.url)('miniprogram-simulate') as Simulate
  const rootPath = dist
  const compiler = process.platform === 'linux' && process.arch === 'x64' ? 'official' : 'simulate'
  return {
    render(path: string, properties: object = {}): RenderedUnit {
      const unit = simulate.render(
        simulate.load(join(dist, path), 'main', { rootPath, compiler }),
        properties,
      )
      unit.attach((globalThis as unknown as { document: { body: DomElement } }).document.body)
      return unit
    },
    /** Lets what was set be rendered, and what was answered be read. */
    settle: () => simulate.sleep(10),
  }
}

/** What a person reads in a node. */
export const textOf = (node: SimulatedNode): string =>
  (node.dom.textContent ?? '').replace(/\s+/g, ' ').trim()

/** The WeChat API of the kit, to replace parts of it. */
export const simulatedWx = (): Record<string, unknown> =>
  (globalThis as unknown as { wx: Record<string, unknown> }).wx
