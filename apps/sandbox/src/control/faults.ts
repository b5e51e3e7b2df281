import { z } from 'zod'

const milliseconds = z.int().min(0).max(120_000)

/** Faults on demand; a field that is absent means that all is well there. */
export const faultsSchema = z.strictObject({
  wechat: z
    .strictObject({
      /** Every answer has this HTTP status. */
      status: z.int().min(400).max(599).optional(),
      delayMs: milliseconds.optional(),
      /** Every answer carries this errcode, e.g. -1 (busy) or 45011 (too often). */
      errcode: z.int().optional(),
    })
    .optional(),
  callbacks: z
    .strictObject({
      /** Every n-th event is lost: never sent, not retried. */
      dropEvery: z.int().min(1).optional(),
      /** Every event is delivered twice. */
      duplicate: z.boolean().optional(),
      /** Before the first try of an event; later events of the same stream wait too. */
      delayMs: milliseconds.optional(),
    })
    .optional(),
})

export type Faults = z.infer<typeof faultsSchema>
export type WechatFaults = NonNullable<Faults['wechat']>
export type CallbackFaults = NonNullable<Faults['callbacks']>

/** The faults in force now. */
export class FaultSwitch {
  #faults: Faults = {}

  get current(): Faults {
    return this.#faults
  }

  /** @throws ZodError that names the field */
  set(faults: Faults): void {
    this.#faults = faultsSchema.parse(faults)
  }

  clear(): void {
    this.#faults = {}
  }
}
