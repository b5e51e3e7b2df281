import type { Clock } from '../../../clock.ts'
import { OutsideError } from '../../../outside/outside-error.ts'
import type { OutsideService, Repeat } from '../../../outside/outside-service.ts'
import { type CloudAnswer, readCloudAnswer } from './cloud-answer.ts'
import { errorKindOf } from './cloud-error-code.ts'
import { type CloudAction, type CloudParameters, cloudRequest } from './cloud-request.ts'
import type { KeyAlarm } from './key-alarm.ts'
import type { CloudKey } from './tc3-authorization.ts'

type Dependencies = {
  baseUrl: string
  key: CloudKey
  service: OutsideService
  clock: Clock
  alarm: Pick<KeyAlarm, 'accepted' | 'refused'>
}

export type CloudCall = {
  action: CloudAction
  parameters: CloudParameters
  repeat: Repeat
  /** Error codes that say that all is as it should be. */
  isFine?(code: string): boolean
}

/** Tencent's live API 2018-08-01: signs calls and reads answers. */
export class CloudApi {
  readonly service: string
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.service = dependencies.service.name
    this.#deps = dependencies
  }

  /** Rejects with `OutsideError`, also with whatever `read` throws. */
  call<Result>(call: CloudCall, read: (answer: CloudAnswer) => Result): Promise<Result> {
    const { baseUrl, key, service, clock } = this.#deps
    const { action, parameters, repeat } = call
    return service.call({
      repeat,
      request: () => cloudRequest({ baseUrl, key, action, parameters, nowMs: clock() }),
      read: (text) => {
        const answer = readCloudAnswer(text)
        this.#judge(answer, call)
        return read(answer)
      },
    })
  }

  #judge({ Error: error }: CloudAnswer, { isFine }: CloudCall): void {
    const { alarm } = this.#deps
    if (error === undefined || isFine?.(error.Code)) {
      alarm.accepted()
      return
    }
    alarm.refused(error.Code)
    throw new OutsideError(errorKindOf(error.Code), this.service, error.Code)
  }
}
