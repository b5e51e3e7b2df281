import { describe, expect, test } from 'vitest'
import { LOG_FIELDS, onlyKnownFields } from './log-fields.ts'
import { fieldsOf, loggedFields } from './testing/logged-fields.ts'

describe('a line', () => {
  test('has the fields that are known, whatever plain value they have', () => {
    const fields = { roomId: 'room_1', ms: 3, code: undefined, why: null }
    expect(onlyKnownFields(fields)).toEqual(fields)
  })

  test('is told without a field that is not known, and says which one', () => {
    expect(onlyKnownFields({ roomId: 'room_1', url: 'rtmp://x', headers: {} })).toEqual({
      roomId: 'room_1',
      withheld: ['url', 'headers'],
    })
  })

  test('holds no object but an error: one may get a secret member later', () => {
    expect(onlyKnownFields({ kind: { token: 'x' }, why: ['x'], err: new Error('x') })).toEqual({
      err: new Error('x'),
      withheld: ['kind', 'why'],
    })
  })
})

describe('the sources', () => {
  test('log no field that would be withheld: add it to LOG_FIELDS if its value can never be a secret', () => {
    const known: readonly string[] = LOG_FIELDS
    expect(loggedFields().filter(({ field }) => !known.includes(field))).toEqual([])
  })

  test('are found out by the search: it sees plain, multi-line, renamed and spread members', () => {
    const source = `
      logger.info({ plain, renamed: value.of(a, b), text: 'a, b: c' }, 'words')
      this.#logger.error(
        {
          multi,
          line: \`\${x}, y\`,
        },
        'words',
      )
      logger.warn({ first, ...(more ? { spread } : {}) }, 'words')
      logger[level]({ dynamic }, 'words')
      const child = logger.child({ bound: 1 })`
    expect(fieldsOf(source)).toEqual([
      'plain',
      'renamed',
      'text',
      'multi',
      'line',
      'first',
      'spread',
      'dynamic',
      'bound',
    ])
    expect(new Set(loggedFields().map(({ file }) => file)).size).toBeGreaterThan(5)
  })
})
