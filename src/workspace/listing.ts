/**
 * The files below a folder. Imports nothing but node, since a warm `mortem status` lists before it loads anything else.
 */
import { readdirSync, realpathSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { codeOf, isBelow, realBelow } from './contain.ts'

export interface Listing {
  /** Paths from the root with `/`, sorted by code unit, which is the same on every system. */
  files: string[]
  /** What could not be listed, and why, in words. */
  refused: { file: string; reason: string }[]
}

/** All files below `folder`, without dot-folders and node_modules; empty when there is no such folder. */
export function listFiles(root: string, folder: string): Listing {
  const listing: Listing = { files: [], refused: [] }
  const links = new Map<string, string>()
  visit(root, folder, { listing, links, seen: new Set() })
  // A link to a file that is listed anyway would be the same record twice.
  const plain = new Set(listing.files)
  for (const [path, target] of links) if (!plain.has(target)) listing.files.push(path)
  listing.files.sort()
  return listing
}

interface Walk {
  listing: Listing
  /** Links to files: their path, and the path from the root of what they link to. */
  links: Map<string, string>
  /** Real paths of the folders that were entered: a link to a folder above would never end. */
  seen: Set<string>
}

function visit(root: string, folder: string, walk: Walk): void {
  const refuse = (file: string, reason: string) => walk.listing.refused.push({ file, reason })
  try {
    const real = realBelow(root, folder)
    if (real === null) return void refuse(folder, 'is a link that leads out of the root; not read')
    if (walk.seen.has(real)) return
    walk.seen.add(real)
    for (const entry of readdirSync(real, { withFileTypes: true })) {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (isOurs(entry.name)) visit(root, path, walk)
      } else if (entry.isSymbolicLink()) link(root, path, entry.name, walk)
      else walk.listing.files.push(path)
    }
  } catch (error) {
    const code = codeOf(error)
    if (code === null) throw error
    if (code === 'ENOTDIR') refuse(folder, 'is a file; expected a folder')
    else if (code !== 'ENOENT') refuse(folder, `cannot be read (${code})`)
  }
}

function link(root: string, path: string, name: string, walk: Walk): void {
  const refuse = (reason: string) => walk.listing.refused.push({ file: path, reason })
  try {
    const real = realpathSync(join(root, path))
    const realRoot = realpathSync(root)
    if (!isBelow(realRoot, real)) refuse('is a link that leads out of the root; not read')
    else if (!statSync(real).isDirectory()) walk.links.set(path, relative(realRoot, real).replaceAll(sep, '/'))
    else if (isOurs(name)) visit(root, path, walk)
  } catch (error) {
    const code = codeOf(error)
    if (code === null) throw error
    refuse(code === 'ENOENT' ? 'is a link to nothing' : `cannot be read (${code})`)
  }
}

function isOurs(folder: string): boolean {
  return !folder.startsWith('.') && folder !== 'node_modules'
}
