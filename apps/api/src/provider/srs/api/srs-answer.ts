import * as z from 'zod/mini'

/** SRS before 4 names connections and streams by numbers. */
const id = z.pipe(z.union([z.string(), z.int()]), z.transform(String))

/** A stream in SRS's list. It stays there for a while after its push, as inactive. */
const listedStream = z.object({
  id,
  name: z.string(),
  app: z.string(),
  /** `cid` names the publishing connection, and stays when it has gone. */
  publish: z.object({ active: z.boolean(), cid: z.optional(id) }),
})
export type ListedStream = z.infer<typeof listedStream>

/** Every answer has a code, 0 for success; `service` is made anew with every start of SRS. */
const answer = z.object({ code: z.int() })
const streamPage = z.object({
  server: id,
  service: z.optional(id),
  streams: z.array(listedStream),
})
export type StreamPage = z.infer<typeof streamPage>

/** Both throw what `JSON.parse` and zod throw. */
export const readCode = (text: string): number => answer.parse(JSON.parse(text)).code
export const readStreamPage = (text: string): StreamPage => streamPage.parse(JSON.parse(text))
