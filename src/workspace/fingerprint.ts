/**
 * Whether anything that was read has changed: a digest of names and contents. For the warm cache, so it loads neither
 * zod nor yaml; what to watch is a list that the cache keeps from the run that filled it.
 */
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { codeOf, realBelow } from './contain.ts'
import { listFiles } from './listing.ts'

/** What mortem reads below a watched folder; pictures and logs beside the records change nothing. */
const read = /\.(?:ya?ml|md|markdown|html?|hbs|json)$/i

/**
 * SHA-256 in hex over the files and folders in `watch`, paths from the root in any order. What is not there counts as
 * absent, and what cannot be read by its error, so that either coming or going is a change.
 */
export function digestOf(root: string, watch: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of [...new Set(watch)].sort()) {
    hash.update(`watch\0${path}\0`)
    const kind = kindOf(root, path)
    hash.update(`${kind}\0`)
    if (kind === 'file') addFile(root, path, hash)
    if (kind !== 'folder') continue
    const { files, refused } = listFiles(root, path)
    for (const file of files) if (read.test(file)) addFile(root, file, hash)
    for (const { file, reason } of refused) hash.update(`${file}\0${reason}\0`)
  }
  return hash.digest('hex')
}

function addFile(root: string, file: string, hash: ReturnType<typeof createHash>): void {
  try {
    const bytes = readFileSync(`${root}/${file}`)
    hash.update(`${file}\0${bytes.length}\0`).update(bytes)
  } catch (error) {
    hash.update(`${file}\0${fault(error)}\0`)
  }
}

function kindOf(root: string, path: string): string {
  try {
    const real = realBelow(root, path)
    if (real === null) return 'outside'
    const stat = statSync(real)
    return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other'
  } catch (error) {
    return fault(error)
  }
}

function fault(error: unknown): string {
  const code = codeOf(error)
  if (code === null) throw error
  return code
}
