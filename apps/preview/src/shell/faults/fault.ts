import type { Faults } from './sandbox-types.ts'

/** The same in both languages of the shell. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** Something of the outside world that can be made to go wrong, and be made well again. */
export interface Fault {
  readonly id: string
  readonly name: Words
  /** What it does, and what is to be seen of it. */
  readonly what: Words
  isOn(faults: Faults): boolean
  /** The faults with this one on or off, and everything else as it was. */
  set(faults: Faults, on: boolean): Faults
}

type Section = keyof Faults
type Part<Name extends Section> = NonNullable<Faults[Name]>

/** A fault that is on when a section of the sandbox's faults has these values. */
export function faultOf<Name extends Section>(
  words: Pick<Fault, 'id' | 'name' | 'what'>,
  section: Name,
  part: Part<Name>,
): Fault {
  const keys = Object.keys(part)
  return {
    ...words,
    isOn: (faults) => {
      const now = entriesOf(faults[section])
      return Object.entries(part).every(([key, value]) => now.get(key) === value)
    },
    set(faults, on) {
      const kept = [...entriesOf(faults[section])].filter(([key]) => !keys.includes(key))
      return withSection(faults, section, on ? [...kept, ...Object.entries(part)] : kept)
    },
  }
}

/** A fault of the next callback of a kind: it is over by itself once that callback was lost. */
export function loseNext(words: Pick<Fault, 'id' | 'name' | 'what'>, kind: 'start' | 'end'): Fault {
  return {
    ...words,
    isOn: ({ callbacks }) => (callbacks?.dropNext?.[kind] ?? 0) > 0,
    set(faults, on) {
      const { callbacks = {} } = faults
      const others = Object.entries(callbacks.dropNext ?? {}).filter(
        ([other, left]) => other !== kind && left > 0,
      )
      const dropNext = Object.fromEntries(on ? [...others, [kind, 1]] : others)
      const kept = [...entriesOf(callbacks)].filter(([key]) => key !== 'dropNext')
      const isEmpty = Object.keys(dropNext).length === 0
      return withSection(faults, 'callbacks', isEmpty ? kept : [...kept, ['dropNext', dropNext]])
    },
  }
}

const entriesOf = (section: object | undefined): Map<string, unknown> =>
  new Map(Object.entries(section ?? {}))

function withSection(faults: Faults, section: Section, entries: [string, unknown][]): Faults {
  const { [section]: _, ...others } = faults
  return entries.length === 0 ? others : { ...others, [section]: Object.fromEntries(entries) }
}
