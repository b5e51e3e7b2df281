import { readAddresses } from './addresses.ts'
import { isAlive } from './api-calls.ts'

/** A second `npm start` fails at a taken port or at the data folder's lock; this says why, if that is why. */
export const runningAlready = async (addressesFile: string): Promise<string | undefined> => {
  const book = await readAddresses(addressesFile)
  if (book === undefined || !(await isAlive(book.api))) return undefined
  return `Kaibo is running already from this folder: its API is ${book.api}.`
}
