import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Repository } from './repository.ts'

const filesKept = 16
const bytesKept = 64 * 1024 * 1024
/** Milliseconds after which a temporary file belongs to no running process. */
const abandoned = 60 * 60 * 1000

type Shared = Pick<Repository, 'commonDir'>

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const folderOf = ({ commonDir }: Shared) => join(commonDir, 'mortem')
const fileOf = (repository: Shared, key: string) => join(folderOf(repository), `${sha256(key)}.cache`)

/**
 * What was last written under this key in any working tree of the repository, or null. A file is its content's digest, a line
 * feed and the content, so a file that was cut or changed reads as null. Never fails.
 */
export async function readCache(repository: Shared, key: string): Promise<string | null> {
  try {
    const text = await readFile(fileOf(repository, key), 'utf8')
    const end = text.indexOf('\n')
    const content = text.slice(end + 1)
    return text.slice(0, end) === sha256(content) ? content : null
  } catch {
    return null
  }
}

/**
 * Keeps `content` under this key until 16 newer entries, or 64 MiB of them, push it out. Two processes may write at once:
 * one of them wins whole. Never fails: where nothing can be written there is no cache.
 */
export async function writeCache(repository: Shared, key: string, content: string): Promise<void> {
  const file = fileOf(repository, key)
  const temporary = `${file}.${randomUUID()}.tmp`
  try {
    if (Buffer.byteLength(content) > bytesKept) return
    await mkdir(folderOf(repository), { recursive: true })
    await writeFile(temporary, `${sha256(content)}\n${content}`, { flag: 'wx' })
    await rename(temporary, file)
    await discardOld(folderOf(repository))
  } catch {
    await rm(temporary, { force: true }).catch(() => {})
  }
}

/**
 * Changes when objects arrive or go: a partial or shallow clone that is filled up later moves no ref, and still knows more
 * than before. A small fetch leaves loose objects, which only their own folders tell of. Never fails.
 */
export function objectsStamp(repository: Shared): string {
  const folder = join(repository.commonDir, 'objects')
  const changed = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0
  try {
    const folders = readdirSync(folder).filter((name) => name === 'pack' || /^[0-9a-f]{2}$/.test(name))
    return folders
      .sort()
      .map((name) => `${name} ${changed(name)}`)
      .join('\n')
  } catch {
    return ''
  }
}

async function discardOld(folder: string): Promise<void> {
  const entries = (await readdir(folder)).filter((name) => /^[0-9a-f]{64}\.cache(?:\.[\w-]+\.tmp)?$/.test(name))
  const found = await Promise.all(
    entries.map(async (name) => {
      const path = join(folder, name)
      // Another process may have discarded it meanwhile.
      const { mtimeMs, size } = await stat(path).catch(() => ({ mtimeMs: 0, size: 0 }))
      return { path, size, written: mtimeMs, temporary: name.endsWith('.tmp') }
    }),
  )
  const entire = found.filter(({ temporary }) => !temporary).sort((a, b) => b.written - a.written)
  let bytes = 0
  const surplus = entire.filter(({ size }, at) => {
    bytes += size
    return at >= filesKept || bytes > bytesKept
  })
  const stale = found.filter(({ temporary, written }) => temporary && Date.now() - written > abandoned)
  await Promise.all([...surplus, ...stale].map(({ path }) => rm(path, { force: true })))
}
