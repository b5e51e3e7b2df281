/** The components answer within milliseconds, or, when they are gone, never. */
const PATIENCE_MS = 1_500

type Completion = { complete: () => void }

/** Waits for a call of a media context to complete, however it ends, but not forever. */
export const settled = (call: (completion: Completion) => void): Promise<void> =>
  new Promise((resolve) => {
    const handle = setTimeout(resolve, PATIENCE_MS)
    call({
      complete: () => {
        clearTimeout(handle)
        resolve()
      },
    })
  })
