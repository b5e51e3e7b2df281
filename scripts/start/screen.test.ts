import { describe, expect, it } from 'vitest'
import { renderScreen } from './screen.ts'
import { padToWidth, textWidth } from './text-width.ts'

const flv = 'http://127.0.0.1:7102/live/stream.flv?txSecret=abc&txTime=1'
const screen = renderScreen({
  addresses: {
    preview: 'http://127.0.0.1:7101',
    api: 'http://127.0.0.1:7100',
    docs: 'http://127.0.0.1:7100/docs',
    rtmp: 'rtmp://127.0.0.1:1935',
    media: 'http://127.0.0.1:7102',
    services: 'http://127.0.0.1:7103',
    room: { id: 'room_abc', title: 'Kaibo demo · 开播演示' },
  },
  play: { flv, expiresAt: '2026-11-22T13:00:00.000Z' },
  logs: '.kaibo/logs',
  startedInMs: 4_321,
})

describe('renderScreen', () => {
  it('names every address and the room', () => {
    for (const part of [
      'http://127.0.0.1:7101',
      'http://127.0.0.1:7100',
      'http://127.0.0.1:7100/docs',
      'http://127.0.0.1:7102',
      'rtmp://127.0.0.1:1935',
      'http://127.0.0.1:7103',
      'room_abc',
      '.kaibo/logs',
    ]) {
      expect(screen).toContain(part)
    }
  })

  it('puts the play URL on a line of its own, to be copied whole', () => {
    expect(screen.split('\n').map((line) => line.trim())).toContain(flv)
  })

  it('aligns the values behind labels in two languages', () => {
    const rows = screen.split('\n').filter((line) => /^ {2}\S.* {2,}(?:http|rtmp|room_)/.test(line))
    expect(rows).toHaveLength(7)
    const columns = rows.map((row) => textWidth(row.slice(0, row.search(/http|rtmp:|room_/))))
    expect(new Set(columns).size).toBe(1)
  })

  it('fits on a small terminal', () => {
    expect(screen.trim().split('\n').length).toBeLessThanOrEqual(23)
  })
})

describe('textWidth', () => {
  it('counts a Chinese character as two columns', () => {
    expect(textWidth('开播 live·')).toBe(10)
    expect(padToWidth('开播', 6)).toBe('开播  ')
  })
})
