/** Which version of the mini-program codes, links and messages lead to. */
export const envVersions = ['release', 'trial', 'develop'] as const
export type EnvVersion = (typeof envVersions)[number]

/** The same, as messages call it. */
export const messageStates = {
  release: 'formal',
  trial: 'trial',
  develop: 'developer',
} as const satisfies Record<EnvVersion, string>
