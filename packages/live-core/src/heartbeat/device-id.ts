import * as z from 'zod/mini'

/** A device's own random name, kept in its storage: 8 to 64 letters, digits, - or _. */
export const deviceId = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/))
