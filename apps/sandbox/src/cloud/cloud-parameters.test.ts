import { describe, expect, test } from 'vitest'
import { forbidParameters, readParameters, streamParameters } from './cloud-parameters.ts'

const STREAM = { AppName: 'live', DomainName: 'push.example.test', StreamName: 'show' }

const read = (parameters: unknown, schema: typeof forbidParameters = forbidParameters) =>
  readParameters(
    schema,
    Buffer.from(typeof parameters === 'string' ? parameters : JSON.stringify(parameters)),
  )

test('what is right is read as it is', () => {
  const complete = { ...STREAM, ResumeTime: '2018-11-29T19:00:00Z', Reason: '举报'.repeat(341) }
  expect(read(complete)).toEqual(complete)
  expect(read(STREAM)).toEqual(STREAM)
})

describe('what is wrong is refused, with the name of the parameter:', () => {
  test.each([
    ['MissingParameter', 'AppName', { ...STREAM, AppName: undefined }],
    ['MissingParameter', 'DomainName', { ...STREAM, DomainName: undefined }],
    ['MissingParameter', 'StreamName', { ...STREAM, StreamName: undefined }],
    ['UnknownParameter', 'StreamId', { ...STREAM, StreamId: 'x' }],
    ['InvalidParameter', 'StreamName', { ...STREAM, StreamName: 7 }],
    ['InvalidParameter', 'StreamName', { ...STREAM, StreamName: null }],
    ['InvalidParameterValue', 'StreamName', { ...STREAM, StreamName: '' }],
    ['InvalidParameterValue', 'StreamName', { ...STREAM, StreamName: 'a/b' }],
    ['InvalidParameterValue', 'StreamName', { ...STREAM, StreamName: 'a'.repeat(256) }],
    ['InvalidParameter', 'ResumeTime', { ...STREAM, ResumeTime: 1_543_518_000 }],
    ['InvalidParameterValue', 'Reason', { ...STREAM, Reason: `${'举报'.repeat(341)}abc` }],
  ])('%s %s', (code, name, parameters) => {
    expect(() => read(parameters)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(name) }),
    )
  })

  test.each([
    '2018-11-29 19:00:00',
    '2018-11-29T19:00:00',
    '2018-11-29T19:00:00+08:00',
    '2018-11-29T19:00:00.000Z',
    '2018-11-29T19:00Z',
    '2018-13-29T19:00:00Z',
    '2018-02-30T19:00:00Z',
    '2018-11-29T25:00:00Z',
    '',
  ])('ResumeTime %j, which is not in the form of the documents', (ResumeTime) => {
    expect(() => read({ ...STREAM, ResumeTime })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterValue' }),
    )
  })

  test.each(['', '{', '[]', 'null', '"text"'])('the body %j', (body) => {
    expect(() => read(body)).toThrow(expect.objectContaining({ code: 'InvalidParameter' }))
  })

  test('ResumeTime of another action', () => {
    const parameters = JSON.stringify({ ...STREAM, ResumeTime: '2018-11-29T19:00:00Z' })
    expect(() => readParameters(streamParameters, Buffer.from(parameters))).toThrow(
      expect.objectContaining({ code: 'UnknownParameter' }),
    )
  })
})
