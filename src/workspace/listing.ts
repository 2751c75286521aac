/**
 * The files below a folder. Imports nothing but node, since a warm `mortem status` lists before it loads anything else.
 */

import { readdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileName } from '../model/file-name.ts'
import { codeOf, isBelow, realBelow } from './contain.ts'

export interface Listing {
  /** Paths from the root with `/`, sorted by code unit, which is the same on every system. */
  files: string[]
  /** What could not be listed, and why, in words. */
  refused: { file: string; reason: string }[]
}

/** All files below `folder`, each once, without dot-folders and node_modules; empty when there is no such folder. */
export function listFiles(root: string, folder: string): Listing {
  const walk: Walk = { root, files: new Map(), folders: new Set(), links: [], refused: [] }
  visit(folder, walk)
  // Links come last, so that a file keeps its own path, whatever order the file system lists them in.
  for (const path of walk.links) follow(path, walk)
  return { files: [...walk.files.values()].sort(), refused: walk.refused }
}

interface Walk {
  root: string
  /** Real path → path from the root: a link to a file that is listed would be the same record twice. */
  files: Map<string, string>
  /** Real paths that were entered: a link to a folder above would never end. */
  folders: Set<string>
  links: string[]
  refused: Listing['refused']
}

function visit(folder: string, walk: Walk): void {
  attempt(folder, walk, () => {
    const real = realBelow(walk.root, folder)
    if (real === null) return 'is a link that leads out of the root; not read'
    if (walk.folders.has(real)) return null
    walk.folders.add(real)
    const entries = readdirSync(real, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const entry of entries) {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
      if (entry.isSymbolicLink()) walk.links.push(path)
      else if (!entry.isDirectory()) walk.files.set(join(real, entry.name), path)
      else if (isOurs(entry.name)) visit(path, walk)
    }
    return null
  })
}

function follow(path: string, walk: Walk): void {
  attempt(path, walk, () => {
    const real = realpathSync(join(walk.root, path))
    if (!isBelow(realpathSync(walk.root), real)) return 'is a link that leads out of the root; not read'
    if (!statSync(real).isDirectory()) {
      if (!walk.files.has(real)) walk.files.set(real, path)
    } else if (isOurs(fileName(path))) visit(path, walk)
    return null
  })
}

/** Notes what the step says against the path, or what the file system says. */
function attempt(path: string, walk: Walk, step: () => string | null): void {
  try {
    const reason = step()
    if (reason) walk.refused.push({ file: path, reason })
  } catch (error) {
    const code = codeOf(error)
    if (code === null) throw error
    if (code === 'ENOENT' && !walk.links.includes(path)) return
    const words: Record<string, string> = { ENOTDIR: 'is a file; expected a folder', ENOENT: 'is a link to nothing' }
    walk.refused.push({ file: path, reason: words[code] ?? `cannot be read (${code})` })
  }
}

function isOurs(folder: string): boolean {
  return !folder.startsWith('.') && folder !== 'node_modules'
}
