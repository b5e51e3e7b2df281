import { jpegOf } from '../../../apps/api/src/image/testing/pictures.ts'
import type { Person, World } from '../support/world.ts'

/** What stands for a parameter of a path. */
export type PathObject = {
  /** Makes an object that belongs to `owner`; `made` holds those of the parameters before it. Answers its id. */
  make(owner: Person, world: World, made: Readonly<Record<string, string>>): Promise<string>
  /** An id of the right shape that nothing has. */
  absent: string
}

const nothing = (prefix: string) => `${prefix}_${'z'.repeat(20)}`

/** How an own or another's object is made, by the name of its parameter in the path. */
export const pathObjects: Record<string, PathObject> = {
  roomId: {
    absent: nothing('room'),
    async make(owner, { setRole }) {
      await setRole(owner, 'broadcaster')
      return (await owner.createRoom()).id
    },
  },
  userId: {
    absent: nothing('user'),
    make: async (owner) => owner.user.id,
  },
  imageId: {
    absent: nothing('image'),
    // Nothing is checked here, so an image is approved, which makes it everybody's, as soon as it is there.
    async make({ address, token }) {
      const answer = await fetch(`${address}/v1/images?purpose=cover`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' },
        body: new Uint8Array(jpegOf(64, 36)),
      })
      return ((await answer.json()) as { id: string }).id
    },
  },
  applicationId: {
    absent: nothing('application'),
    async make(owner, { setRole }) {
      await setRole(owner, 'viewer')
      const answer = await owner.send('/v1/broadcaster-applications', { body: { reason: 'Matrix' } })
      return (answer.body as { id: string }).id
    },
  },
}

/** The table's entry, or an error that says what to do. */
export function pathObjectOf(parameter: string, callName: string): PathObject {
  const entry = pathObjects[parameter]
  if (entry) return entry
  throw new Error(
    `${callName} has the path parameter {${parameter}}, of which the matrix knows nothing: add to tests/access/matrix/path-objects.ts how to make such an object.`,
  )
}
