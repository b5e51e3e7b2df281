import { fileURLToPath } from 'node:url'

/** Where the browser's half of the preview is built to, seen from `src` and from `dist` alike. */
export const BROWSER_FOLDER = fileURLToPath(new URL('../../dist/browser/', import.meta.url))
