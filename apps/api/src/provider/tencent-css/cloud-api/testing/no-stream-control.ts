import { OutsideError } from '../../../../outside/outside-error.ts'
import type { StreamControl } from '../../../media-provider.ts'

const notSent = async (): Promise<never> => {
  throw new OutsideError('not-sent', 'test')
}

/** For tests that neither ask about streams nor tell them anything: nobody is there. */
export const noStreamControl: StreamControl = {
  queryStream: notSent,
  dropStream: notSent,
  forbidStream: notSent,
  resumeStream: notSent,
}
