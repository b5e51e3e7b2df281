import { readFile } from 'node:fs/promises'

/** Reads `/etc/os-release`, `NAME=value` or `NAME="value"` a line (freedesktop.org os-release(5)). */
export const parseOsRelease = (text: string): Record<string, string> => {
  const entries: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const match = /^([A-Z_][A-Z0-9_]*)=(?:"([^"]*)"|'([^']*)'|(\S*))\s*$/.exec(line)
    if (match?.[1] !== undefined) entries[match[1]] = match[2] ?? match[3] ?? match[4] ?? ''
  }
  return entries
}

/** Whether apt and Debian's package names apply: Debian, Ubuntu, and what says that it is like them. */
export const isDebianLike = (osRelease: Record<string, string>): boolean => {
  const names = [osRelease.ID ?? '', ...(osRelease.ID_LIKE ?? '').split(/\s+/)]
  return names.includes('debian') || names.includes('ubuntu')
}

/** Empty where there is no such file. */
export const readOsRelease = async (): Promise<Record<string, string>> =>
  parseOsRelease(await readFile('/etc/os-release', 'utf8').catch(() => ''))
