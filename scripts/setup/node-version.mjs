import { SetupFailed } from './setup-failed.mjs'

const MINIMUM = [20, 19]

/** Refuses a Node that is too old, before something obscure fails. `version` is such as `20.19.0`. */
export const requireNode = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return
  throw new SetupFailed(
    `Kaibo needs Node ${MINIMUM.join('.')} or newer, and this is ${version}: install one from https://nodejs.org.`,
  )
}
