import { roomId } from '../room/room-id.ts'

/** WeChat's bound of a mini-program code's `scene` (document getUnlimitedQRCode). */
export const MAX_SCENE_LENGTH = 32

/** What a room's mini-program code carries: the id itself fits and needs no escaping. */
export const sceneOfRoom = (id: string): string => id

/** The room that a page was opened for with this `scene`, escaped as WeChat hands it over; none if it is no room's. */
export function roomOfScene(scene: string): string | undefined {
  const parsed = roomId.safeParse(unescaped(scene))
  return parsed.success ? parsed.data : undefined
}

function unescaped(scene: string): string {
  try {
    return decodeURIComponent(scene)
  } catch {
    return ''
  }
}
