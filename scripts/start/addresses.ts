import { readFile, rename, rm, writeFile } from 'node:fs/promises'

/** Where everything of a running installation is: for people and for other programs. Holds no secrets. */
export type AddressBook = {
  preview: string
  api: string
  docs: string
  rtmp: string
  media: string
  services: string
  room: { id: string; title: string }
}

/** Written aside and renamed: a reader never sees half of it. */
export const writeAddresses = async (file: string, book: AddressBook): Promise<void> => {
  const aside = `${file}.${process.pid}`
  await writeFile(aside, `${JSON.stringify(book, null, 2)}\n`)
  await rename(aside, file)
}

/** The addresses of the installation that runs, or ran last and was killed. */
export const readAddresses = async (file: string): Promise<AddressBook | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as AddressBook
  } catch {
    return undefined
  }
}

/** After a stop nothing listens at these addresses. */
export const removeAddresses = (file: string): Promise<void> => rm(file, { force: true })
