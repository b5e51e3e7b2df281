import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Whether a command is on the PATH. */
export const hasProgram = async (command: string, environment: NodeJS.ProcessEnv): Promise<boolean> => {
  const folders = (environment.PATH ?? environment.Path ?? '').split(delimiter).filter(Boolean)
  const names = process.platform === 'win32' ? [`${command}.exe`, `${command}.cmd`] : [command]
  for (const file of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    const isExecutable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isExecutable) return true
  }
  return false
}
