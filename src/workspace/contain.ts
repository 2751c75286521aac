/** Nothing outside the root is read or written, whatever symbolic links say. */
import { realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

/** True when a real path is the root's real path or below it. */
export function isBelow(realRoot: string, real: string): boolean {
  return real === realRoot || real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)
}

/**
 * The real path of a file or folder below the root, where a part that does not exist yet stays as written. Null when
 * it leads out of the root. Throws what the file system says (`ELOOP`, `EACCES`, `ENOTDIR`).
 */
export function realBelow(root: string, path: string): string | null {
  if (path.split(/[/\\]/).includes('..') || path.includes('\0')) return null
  const real = realOf(join(root, path))
  return isBelow(realpathSync(root), real) ? real : null
}

function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    if (!isAbsent(error) || dirname(path) === path) throw error
    return join(realOf(dirname(path)), path.slice(dirname(path).length))
  }
}

/** The error of a file that is not there. */
export function isAbsent(error: unknown): boolean {
  return codeOf(error) === 'ENOENT'
}

/** `EACCES` and the like; null for what is no system error. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
