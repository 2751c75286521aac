import type { PathChange } from '../ledger/history.ts'

const gitlink = '160000'

/** What `git diff-tree -z --raw` prints, in order: the name of a commit, then its changes. */
export type RawDiffPart = { commit: string } | { change: PathChange }

/**
 * Reads `:100644 100644 <before> <after> M`, NUL, path, NUL, given in batches. A merge has a colon, a mode and a name per
 * parent. What stands behind a line of change is a path, whatever it looks like; anything else is the name of a commit.
 */
export function rawDiffReader(): (records: readonly string[]) => RawDiffPart[] {
  let described: string | null = null
  return (records) => {
    const parts: RawDiffPart[] = []
    for (const record of records) {
      if (described !== null) {
        parts.push({ change: changeOf(described, record) })
        described = null
      } else if (record.startsWith(':')) described = record
      else parts.push({ commit: record })
    }
    return parts
  }
}

function changeOf(description: string, path: string): PathChange {
  const parents = description.lastIndexOf(':') + 1
  const words = description.slice(parents).split(' ')
  const blob = (at: number) => {
    const name = words[parents + 1 + at] ?? ''
    // A submodule's "blob" is a commit of another repository.
    return /^0*$/.test(name) || words[at] === gitlink ? null : name
  }
  return { path, status: statusOf(words[0] ?? '', words[parents] ?? ''), before: blob(0), after: blob(parents) }
}

const kind = (mode: string) => mode.slice(0, 3)

function statusOf(before: string, after: string): PathChange['status'] {
  if (before === '000000') return 'A'
  if (after === '000000') return 'D'
  // 100644 and 100755 are both files; 120000 is a symbolic link, 160000 a submodule.
  return kind(before) === kind(after) ? 'M' : 'T'
}
