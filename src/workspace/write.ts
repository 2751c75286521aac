/** Files are written whole or not at all, and only below the root. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf, isAbsent, realBelow } from './contain.ts'

/** A path that leads out of the root, or to something that is no file. Nothing was written. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused'
  readonly path: string

  constructor(path: string, why: string) {
    super(`${path} ${why}; not written`)
    this.path = path
  }
}

/** A file is not what the plan was made from: changed meanwhile, or there although nothing could be read. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged'
  readonly path: string

  constructor(path: string) {
    super(`${path} is not what was read there; nothing was written`)
    this.path = path
  }
}

/** A file to be: its path from the root with `/`, and its text. */
export interface Planned {
  path: string
  text: string
  /** What the plan was made from: the text that was read there, or null for no file. */
  was?: string | null
}

export type Written = 'created' | 'changed' | 'same'

/** Writes one file. Throws WriteRefused, or what the file system says. */
export function writeFile(root: string, path: string, text: string): Promise<Written> {
  return writeAll(root, [{ path, text }]).then((all) => all.get(path) as Written)
}

/**
 * Writes several files: first all of them beside their places under other names, then renames, so that a full disk or
 * a missing right changes none. A file with these bytes is not touched. Keeps each file's mode; makes folders.
 */
export async function writeAll(root: string, plan: readonly Planned[]): Promise<Map<string, Written>> {
  const staged: Staged[] = []
  try {
    for (const planned of plan) staged.push(stage(root, planned))
    for (const { temporary, target } of staged) if (temporary) renameSync(temporary, target)
  } finally {
    for (const { temporary } of staged) if (temporary) rmSync(temporary, { force: true })
  }
  return new Map(staged.map(({ path, outcome }) => [path, outcome]))
}

interface Staged {
  path: string
  /** Real path, so that a link inside the root stays a link. */
  target: string
  temporary: string | null
  outcome: Written
}

function stage(root: string, { path, text, was }: Planned): Staged {
  const target = realBelow(root, path)
  if (target === null) throw new WriteRefused(path, 'leads out of the root')
  const bytes = Buffer.from(text)
  const before = existing(target, path)
  if (before?.bytes.equals(bytes)) return { path, target, temporary: null, outcome: 'same' }
  const expected = was == null ? null : Buffer.from(was)
  if (was !== undefined && (before === null ? expected !== null : !expected?.equals(before.bytes)))
    throw new FileChanged(path)
  mkdirSync(dirname(target), { recursive: true })
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    fill(temporary, bytes, before?.mode ?? null)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  return { path, target, temporary, outcome: before ? 'changed' : 'created' }
}

function existing(target: string, path: string): { bytes: Buffer; mode: number } | null {
  try {
    // The real path of what exists holds no link, so this one leads to nothing, and nobody knows where that will be.
    if (lstatSync(target).isSymbolicLink()) throw new WriteRefused(path, 'is a link to nothing')
    const stat = statSync(target)
    if (!stat.isFile()) throw new WriteRefused(path, stat.isDirectory() ? 'is a folder' : 'is not a regular file')
    return { bytes: readFileSync(target), mode: stat.mode & 0o7777 }
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

/** On disk before it is renamed: else a crash can leave the new name with no bytes (ext4, XFS). */
function fill(temporary: string, bytes: Buffer, mode: number | null): void {
  const file = openSync(temporary, 'wx')
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    if (mode !== null) fchmodSync(file, mode)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** An absolute folder to write below, made when it is not there. */
export async function folderFor(folder: string): Promise<string> {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    const code = codeOf(error)
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw error
    throw new WriteRefused(folder, 'is a file, or lies below one; expected a folder')
  }
  return folder
}
