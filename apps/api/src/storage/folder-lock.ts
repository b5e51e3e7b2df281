import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { StoreOpenError } from './store-error.ts'

/**
 * Locks a data folder for this process. PGlite has no lock of its own: two processes would open one folder and
 * each see only its own rows. Throws `StoreOpenError` when another living process holds it. Returns the unlock.
 */
export function lockFolder(folder: string, lockFile: string): () => void {
  // Written aside and linked: a lock that exists has its holder in it, however close a second process comes.
  const mine = `${lockFile}.${process.pid}`
  writeFileSync(mine, holderLine(process.pid), { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (isLinked(mine, lockFile)) return () => rmSync(lockFile, { force: true })
      removeDeadLock(folder, lockFile)
    }
    throw new StoreOpenError(
      `The data folder ${folder} could not be locked: remove ${lockFile} if no Kaibo runs.`,
    )
  } finally {
    rmSync(mine, { force: true })
  }
}

function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Takes away what a killed process left. Moved aside first: of two that come for it, one gets it. */
function removeDeadLock(folder: string, lockFile: string): void {
  refuseLiving(folder, readHolder(lockFile))
  const aside = `${lockFile}.${process.pid}.dead`
  try {
    renameSync(lockFile, aside)
  } catch {
    return
  }
  const holder = readHolder(aside)
  // The other was faster, and this is its new lock: put it back.
  if (holder && isAlive(holder)) isLinked(aside, lockFile)
  rmSync(aside, { force: true })
  refuseLiving(folder, holder)
}

function refuseLiving(folder: string, holder: Holder | undefined): void {
  if (!holder || !isAlive(holder)) return
  throw new StoreOpenError(
    `The data folder ${folder} is already open in process ${holder.pid}: stop that process, or set KAIBO_DATA_DIR to another folder.`,
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
