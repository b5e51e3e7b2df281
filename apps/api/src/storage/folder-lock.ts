import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { StoreOpenError } from './store-error.ts'

/**
 * Locks a data folder for this process. PGlite has no lock of its own: two processes would open one folder and
 * each see only its own rows. Throws `StoreOpenError` when another living process holds it. Returns the unlock.
 */
export function lockFolder(folder: string, lockFile: string): () => void {
  const mine = holderLine(process.pid)
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(lockFile, mine, { flag: 'wx', mode: 0o600 })
      return () => rmSync(lockFile, { force: true })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const holder = readHolder(lockFile)
    if (holder && isAlive(holder)) {
      throw new StoreOpenError(
        `The data folder ${folder} is already open in process ${holder.pid}: stop that process, or set KAIBO_DATA_DIR to another folder.`,
      )
    }
    // Left by a process that was killed.
    rmSync(lockFile, { force: true })
  }
  throw new StoreOpenError(
    `The data folder ${folder} could not be locked: remove ${lockFile} if no Kaibo runs.`,
  )
}

/** A holder is known by pid and start time, since pids are used again (in containers at every start). */
type Holder = { pid: number; startTime: string }

const holderLine = (pid: number) => `${pid} ${processStartTime(pid)}\n`

function readHolder(lockFile: string): Holder | undefined {
  let line: string
  try {
    line = readFileSync(lockFile, 'utf8')
  } catch {
    return undefined
  }
  const match = /^(\d+) (\S*)/.exec(line)
  return match ? { pid: Number(match[1]), startTime: match[2] ?? '' } : undefined
}

function isAlive({ pid, startTime }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: alive, but another user's, so perhaps not the one that locked.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return [startTime, '-'].includes(processStartTime(pid))
}

/** Field 22 of Linux's /proc/PID/stat; '-' where there is none, and then the pid alone decides. */
function processStartTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-'
  } catch {
    return '-'
  }
}
