import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startMessageFields } from './start-message.ts'

const startedAtMs = Date.UTC(2026, 10, 22, 16, 5)
const usual = { id: 't', fields: { title: 'thing1', broadcaster: 'thing2', time: 'time3' } }
const room = { title: '晚上好', broadcaster: '小开', startedAtMs }

test('a message names the room, who broadcasts and since when, by the clock of China', () => {
  expect(startMessageFields(usual, room)).toEqual({
    thing1: '晚上好',
    thing2: '小开',
    time3: '2026-11-23 00:05',
  })
})

test('a part without a field is left out', () => {
  expect(startMessageFields({ id: 't', fields: { title: 'thing4' } }, room)).toEqual({ thing4: '晚上好' })
})

test.each([
  ['thing1', 20],
  ['name1', 10],
  ['phrase1', 5],
  ['character_string12', 32],
])('any text fits into %s, which holds %i characters, and loses no half emoji', (field, most) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (title) => {
      const { [field]: text = '' } = startMessageFields(
        { id: 't', fields: { title: field } },
        { ...room, title },
      )
      const characters = Array.from(text)
      expect(characters.length).toBeLessThanOrEqual(most)
      expect(characters.length).toBeGreaterThan(0)
      expect(Array.from(title).length <= most ? text : text.slice(0, -1)).toBe(
        Array.from(title).length <= most
          ? title
          : Array.from(title)
              .slice(0, most - 1)
              .join(''),
      )
    }),
  )
})

test('a field of another kind takes the text as it is', () => {
  const title = 'x'.repeat(80)
  expect(startMessageFields({ id: 't', fields: { title: 'other1' } }, { ...room, title })).toEqual({
    other1: title,
  })
})
