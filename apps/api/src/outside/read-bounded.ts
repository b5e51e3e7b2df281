/** The answer is longer than anything that the service has to say. */
export class AnswerTooLongError extends Error {
  override name = 'AnswerTooLongError'
}

/**
 * An answer's body. Rejects with `AnswerTooLongError` as soon as more than `maxBytes` have come (after
 * decompression) and drops the connection, so that nobody can fill our memory.
 */
export async function readBounded(answer: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new AnswerTooLongError()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
