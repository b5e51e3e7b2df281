import { OutsideError } from '../outside/outside-error.ts'
import type { ConfiguredProvider } from '../provider/create-provider.ts'
import type { MediaProvider, StreamControl } from '../provider/media-provider.ts'
import type { ApiMeasures } from './api-measures.ts'

type Call = Parameters<ApiMeasures['providerCalls']['add']>[0]

/** The configured provider, its questions and commands counted. */
export const measuredProvider = (
  configured: ConfiguredProvider,
  counter: ApiMeasures['providerCalls'],
): ConfiguredProvider =>
  configured.kind === 'srs'
    ? { kind: 'srs', provider: measured(configured.provider, counter) }
    : { kind: 'tencent-css', provider: measured(configured.provider, counter) }

function measured<Provider extends MediaProvider>(
  provider: Provider,
  counter: ApiMeasures['providerCalls'],
): Provider {
  const counted = async <Result>(
    action: Call['action'],
    work: Promise<Result>,
    outcomeOf: (result: Result) => Call['outcome'],
  ): Promise<Result> => {
    const result = await work.catch((error: unknown) => {
      counter.add({ action, outcome: error instanceof OutsideError ? error.kind : 'unknown' })
      throw error
    })
    counter.add({ action, outcome: outcomeOf(result) })
    return result
  }
  const done = () => 'done' as const
  const control: StreamControl = {
    queryStream: (name) => counted('query', provider.queryStream(name), (state) => state),
    dropStream: (name) => counted('drop', provider.dropStream(name), done),
    forbidStream: (name, input) => counted('forbid', provider.forbidStream(name, input), done),
    resumeStream: (name) => counted('resume', provider.resumeStream(name), done),
  }
  return { ...provider, ...control }
}
