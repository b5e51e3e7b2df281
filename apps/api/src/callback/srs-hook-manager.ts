import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { RequestSource } from '../http/request-source.ts'
import type { HookSources } from '../provider/srs/hook-sources.ts'
import type { ReadHook, SrsHook } from '../provider/srs/read-hook.ts'
import { isSecretWord } from './is-secret-word.ts'
import type { Admit, PushRecorder } from './push-recorder.ts'
import { withDeadline } from './with-deadline.ts'

type Dependencies = {
  readHook: ReadHook
  recorder: Pick<PushRecorder, 'record'>
  admit: Admit
  clock: Clock
  logger: Logger
  hookPath: string
  sources: HookSources
}

/**
 * Answers SRS's hooks. It asks before a push or a play begins, so the answer is the decision; that a push began is
 * recorded first. Ends are not repeated by SRS: those that get lost are found by asking.
 */
export class SrsHookManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /**
   * Whether the client may go on. Rejects with `not_found` for a wrong path or source, `callback_rejected` for bytes
   * that are no hook, `unavailable` without a store: SRS takes everything but a yes for a no.
   */
  async receive(path: string, source: RequestSource, rawBody: Buffer): Promise<boolean> {
    const { hookPath, readHook, clock, logger } = this.#deps
    if (!this.#isFromSrs(source) || !isSecretWord(path, hookPath)) {
      throw new KaiboError('not_found', 'There is nothing at this address.')
    }
    const nowMs = clock()
    const hook = readHook(rawBody, nowMs)
    if (hook.kind === 'unreadable')
      throw new KaiboError('callback_rejected', 'Hook refused: not a hook of SRS.')
    const { allowed, outcome } = await this.#judge(hook, nowMs)
    logger.info({ provider: 'srs', kind: hook.kind, outcome }, 'callback')
    return allowed
  }

  /** Hooks are not signed. What came through a proxy shows the proxy's address, and SRS needs none. */
  #isFromSrs({ address, isForwarded }: RequestSource): boolean {
    return !isForwarded && this.#deps.sources.includes(address)
  }

  async #judge(
    hook: Exclude<SrsHook, { kind: 'unreadable' }>,
    nowMs: number,
  ): Promise<{ allowed: boolean; outcome: string }> {
    const { recorder, admit } = this.#deps
    switch (hook.kind) {
      case 'refused':
        return { allowed: false, outcome: hook.why }
      case 'play':
      case 'ignored':
        return { allowed: true, outcome: hook.kind }
      case 'push': {
        const { event } = hook
        const asks = event.type === 'push.started'
        const outcome = await withDeadline(recorder.record(event, nowMs, asks ? admit : undefined))
        // One connection is one push: a second one of the same would end with the first, as the facts tell it.
        return { allowed: !asks || outcome === 'recorded', outcome }
      }
    }
  }
}
