import type { StartTemplate } from '../config/wechat-config.ts'

/** What a message about a room says. */
export type StartedRoom = { title: string; broadcaster: string; startedAtMs: number }

/** How many characters a field of each kind holds (WeChat's document subscribeMessage.send). */
const MOST_CHARACTERS: Readonly<Record<string, number>> = {
  thing: 20,
  name: 10,
  phrase: 5,
  character_string: 32,
}

/** WeChat's mini-programs are read in China, wherever the server stands. */
const CHINA_OFFSET_MS = 8 * 3_600_000

/** The template's fields, each as long as its kind allows; WeChat refuses the whole message for one that is longer. */
export function startMessageFields(template: StartTemplate, room: StartedRoom): Record<string, string> {
  const { title, broadcaster, time } = template.fields
  return {
    ...(title === undefined ? {} : { [title]: fitting(title, room.title) }),
    ...(broadcaster === undefined ? {} : { [broadcaster]: fitting(broadcaster, room.broadcaster) }),
    ...(time === undefined ? {} : { [time]: chinaTime(room.startedAtMs) }),
  }
}

function fitting(field: string, text: string): string {
  const most = MOST_CHARACTERS[field.replace(/\d+$/, '')]
  const characters = Array.from(text)
  return most === undefined || characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

/** `2026-11-22 20:00`. */
const chinaTime = (ms: number) => new Date(ms + CHINA_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')
