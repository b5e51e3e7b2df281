/** `size` random bytes. Injected, so that tests can repeat a run. */
export type RandomBytes = (size: number) => Buffer

/** Crockford's base32 in lower case: no letter is mistaken for another when read aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** A number in [0, 1), as `Math.random` gives. */
export const randomShare = (random: RandomBytes): number => random(4).readUInt32BE() / 2 ** 32

/** An id such as `room_` and 20 characters: 100 random bits. */
export function newId(prefix: 'room' | 'user' | 'issue', random: RandomBytes): string {
  const characters = Array.from(random(20), (byte) => ALPHABET.charAt(byte & 31))
  return `${prefix}_${characters.join('')}`
}
