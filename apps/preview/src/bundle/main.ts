import { bundleBrowser } from './bundle.ts'

await bundleBrowser()
