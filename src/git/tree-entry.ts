import { nulSeparated } from './operation.ts'
import type { Repository } from './repository.ts'

/** What a path is in a commit. A link is a symbolic one. */
export interface TreeEntry {
  kind: 'file' | 'link' | 'folder' | 'submodule'
  /** Object name: of a blob for a file or link, a tree for a folder, a commit of another repository for a submodule. */
  object: string
}

/** What `path` (from the top) is in the tree of `commit`; null when it is not there. @throws GitError */
export async function readTreeEntry(repository: Repository, commit: string, path: string): Promise<TreeEntry | null> {
  const name = path.replace(/(?<!\/)\/+$/, '')
  if (name === '' || name === '.') return { kind: 'folder', object: commit }
  if (name.includes('\0')) return null
  const args = ['ls-tree', '-z', '--full-tree', commit, '--', name]
  const records = await repository.run({ args, parse: nulSeparated })
  for (const record of records) {
    const tab = record.indexOf('\t')
    const [mode, type, object = ''] = record.slice(0, tab).split(' ')
    if (record.slice(tab + 1) === name) return { kind: kindOf(mode, type), object }
  }
  return null
}

function kindOf(mode: string | undefined, type: string | undefined): TreeEntry['kind'] {
  if (type === 'tree') return 'folder'
  if (type === 'commit') return 'submodule'
  return mode === '120000' ? 'link' : 'file'
}
