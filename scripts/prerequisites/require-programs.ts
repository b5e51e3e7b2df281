import { runQuietly } from '../lib/run-command.ts'
import { UserError } from '../lib/user-error.ts'
import { hasProgram } from './find-program.ts'
import { readOsRelease } from './os-release.ts'
import { type Program, programs } from './programs.ts'
import { type Remedy, remedyFor } from './remedy.ts'

/**
 * Makes sure that every program is there.
 * @throws {UserError} that names the missing ones and the command that installs them
 */
export const requirePrograms = async (): Promise<void> => {
  const missing = await missingPrograms()
  if (missing.length === 0) return
  const machine = {
    platform: process.platform,
    osRelease: await readOsRelease(),
    isRoot: process.getuid?.() === 0,
  }
  const remedy = remedyFor(missing, machine)
  if (remedy.kind === 'tell') throw new UserError(adviceFor(missing, remedy))
  await installDebianPackages(remedy.packages)
  const still = await missingPrograms()
  if (still.length > 0) throw new UserError(adviceFor(still, { kind: 'tell', command: undefined }))
}

const missingPrograms = async (): Promise<Program[]> => {
  const found = await Promise.all(programs.map(({ command }) => hasProgram(command, process.env)))
  return programs.filter((_, index) => !found[index])
}

const adviceFor = (missing: readonly Program[], { command }: Remedy & { kind: 'tell' }): string => {
  const what = missing.map((program) => `${program.command} (${program.purpose})`).join(' and ')
  const cure = command === undefined ? 'install it with your package manager' : `run "${command}"`
  return `Not found on the PATH: ${what}. To run the tests, ${cure}, then call "npm test" again.`
}

const installDebianPackages = async (packages: readonly string[]): Promise<void> => {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (title: string, args: readonly string[]) =>
    runQuietly(title, { command: 'apt-get', args, environment })
  await apt('Reading package lists 更新软件源', ['-qq', 'update'])
  const install = ['-qq', 'install', '-y', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0']
  await apt(`Installing 安装 ${packages.join(' ')}`, [...install, ...packages])
}
