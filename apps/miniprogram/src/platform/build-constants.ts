declare const KAIBO_API_BASE_URL: string
declare const KAIBO_CLIENT_VERSION: string

/** Where the API is; the build writes it in. */
export const apiBaseUrl: string = KAIBO_API_BASE_URL

/** This client's version, stated with every request. */
export const clientVersion: string = KAIBO_CLIENT_VERSION
