import { errorCodes } from '@kaibo/live-core'
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { zh } from './zh.ts'

const catalogs = { zh, en }

/** Every text with its path: `player.live`. */
const textsOf = (catalog: object, path = ''): [path: string, text: string][] =>
  Object.entries(catalog).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : textsOf(value, `${path}${key}.`),
  )

describe.each(Object.entries(catalogs))('the texts in %s', (_, catalog) => {
  it('have one for every error code of the contract', () => {
    for (const code of errorCodes) expect(catalog.failures[code], code).toMatch(/\S/)
  })

  it('are never empty', () => {
    expect(textsOf(catalog).filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('keep to what WeChat takes as a dialog button: four Chinese characters', () => {
    const { update, player, pusher } = catalog
    const labels = [
      update.confirm,
      update.cancel,
      player.retry,
      player.back,
      pusher.endConfirm,
      pusher.endCancel,
    ]
    const width = (text: string): number => [...text].reduce((sum, c) => sum + (c > '\u00ff' ? 2 : 1), 0)
    expect(labels.filter((label) => width(label) > 9)).toEqual([])
  })
})

it('are translated: no Chinese in English', () => {
  expect(textsOf(en).filter(([, text]) => /[\u4e00-\u9fff]/.test(text))).toEqual([])
})
