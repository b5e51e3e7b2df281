import { access, constants, readdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Check } from '../check.ts'
import { type Finding, ok, warn, wrong } from '../finding.ts'

type Options = {
  folder: string
  /** Whether the world is served from here, and not only the sandbox. */
  isReal: boolean
}

/** Whether the embedded store has a place. It is not opened: one process alone may do that, the API. */
export const dataFolderCheck = ({ folder, isReal }: Options): Check => ({
  id: 'data-folder',
  section: 'storage',
  title: { zh: '内嵌数据库的目录', en: 'Folder of the embedded store' },
  needs: ['KAIBO_DATA_DIR', 'KAIBO_PUSH_RTMP_BASE_URL'],
  async run() {
    const trouble = await judge(folder)
    if (trouble !== undefined) return [trouble]
    return [isReal ? notForProduction : fine(folder)]
  },
})

async function judge(folder: string): Promise<Finding | undefined> {
  const place = await stat(folder).catch(() => undefined)
  if (place !== undefined && !place.isDirectory()) return notAFolder(folder)
  const names = place === undefined ? [] : await readdir(folder)
  const strangers = names.filter((name) => !/^(?:lock|postgres)\b/.test(name))
  if (strangers.length > 0) return othersFiles(folder, strangers)
  return (await isWritable(folder)) ? undefined : notWritable(folder)
}

/** Folders that are missing are made at the first start, in the first that is there. */
const isWritable = (folder: string): Promise<boolean> =>
  access(folder, constants.W_OK).then(
    () => true,
    (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' && dirname(folder) !== folder && isWritable(dirname(folder)),
  )

const cure = {
  zh: '把 KAIBO_DATA_DIR 设成 API 能写的空目录',
  en: 'Set KAIBO_DATA_DIR to an empty folder that the API may write to.',
}

const fine = (folder: string): Finding => ok('data-folder.ok', { zh: folder, en: folder })

const notAFolder = (folder: string): Finding =>
  wrong('data-folder.no-folder', { zh: `${folder} 不是目录`, en: `${folder} is not a folder.` }, cure)

const notWritable = (folder: string): Finding =>
  wrong('data-folder.read-only', { zh: `${folder} 不能写`, en: `${folder} cannot be written to.` }, cure)

const othersFiles = (folder: string, names: readonly string[]): Finding =>
  wrong(
    'data-folder.strangers',
    {
      zh: `${folder} 里有别的文件：${names.slice(0, 3).join('、')}`,
      en: `${folder} holds files that are not Kaibo's: ${names.slice(0, 3).join(', ')}.`,
    },
    cure,
  )

const notForProduction = warn(
  'data-folder.embedded',
  {
    zh: '用的是内嵌数据库：经得起进程被杀，经不起断电，也只能有一个节点',
    en: 'The embedded store is used: it survives a killed process, but no power loss, and serves one node only.',
  },
  {
    zh: '准备一个 PostgreSQL，设置 DATABASE_URL',
    en: 'Set up a PostgreSQL and DATABASE_URL.',
  },
)
