import { type FakeStreams, fakeStreams, timeout } from '../../../../apps/api/src/testing/fake-streams.ts'
import { createDice, type Dice } from '../dice.ts'

type Flaw = {
  /** The share of questions that go unanswered. */
  share: number
  /** Each stream has chances of its own, so that the order of questions about several changes none. */
  seedOf(streamName: string): number
  /** What is made of a missing answer; by default the failure that it is. */
  noAnswerIs?: 'inactive' | undefined
}

/** A provider in memory of which a share of the questions goes unanswered. */
export function flakyStreams({ share, seedOf, noAnswerIs }: Flaw): FakeStreams {
  const streams = fakeStreams()
  const chances = new Map<string, Dice>()
  const isUnanswered = (streamName: string) => {
    const dice = chances.get(streamName) ?? createDice(seedOf(streamName))
    chances.set(streamName, dice)
    return dice.chance(share)
  }
  return {
    ...streams,
    control: {
      ...streams.control,
      async queryStream(streamName) {
        if (!isUnanswered(streamName)) return streams.control.queryStream(streamName)
        if (noAnswerIs === undefined) throw timeout
        return noAnswerIs
      },
    },
  }
}
