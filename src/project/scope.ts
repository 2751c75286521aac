/** A root below the repository's top (monorepos): records count paths from the root, git from the top. */
import type { CommitChanges, History, PathChange } from '../ledger/history.ts'

/**
 * The history with paths counted from the root. `prefix`: the root's path from the top, '' for the top itself. What lies
 * outside the root is named as git names it from the top: `:/charts/x.yaml`.
 */
export function scoped(history: History, prefix: string): History {
  if (prefix === '') return history
  const inside = `${prefix}/`
  const fromRoot = (path: string) => pathFromRoot(path, prefix)
  const fromTop = (path: string) => (path.startsWith(':/') ? path.slice(2) : `${inside}${path}`)
  const renamed = (changes: PathChange[]) => scopedChanges(changes, prefix)
  return {
    head: history.head,
    headDate: history.headDate,
    shallow: history.shallow,
    commits: () => history.commits(),
    blobs: (ids) => history.blobs(ids),
    tags: () => history.tags(),
    objects: (prefixes) => history.objects(prefixes),
    patchIds: (commits) => history.patchIds(commits),
    lines: async (commits) =>
      new Map(
        [...(await history.lines(commits))].map(([commit, files]) => [
          commit,
          files.map((file) => ({ ...file, path: fromRoot(file.path) })),
        ]),
      ),
    changes: async (commits) =>
      new Map([...(await history.changes(commits))].map(([commit, changes]) => [commit, renamed(changes)])),
    pathHistory: async (paths, not) =>
      (await history.pathHistory(paths.map(fromTop), not)).map(
        ({ commit, changes }): CommitChanges => ({ commit, changes: renamed(changes) }),
      ),
    mergeHistory: async (paths, not) =>
      (await history.mergeHistory(paths.map(fromTop), not)).map(
        ({ commit, changes }): CommitChanges => ({ commit, changes: renamed(changes) }),
      ),
    holding: async (words, at) => {
      const { paths, unread } = await history.holding(words, at)
      return {
        paths: new Map([...paths].map(([word, found]) => [word, found.map(fromRoot)])),
        unread: unread.map(fromRoot),
      }
    },
    tree: async (under) =>
      new Map(
        [...(await history.tree(under.length > 0 ? under.map(fromTop) : [prefix]))].map(([path, blob]) => [
          fromRoot(path),
          blob,
        ]),
      ),
  }
}

/** Changes with paths counted from the root, as `scoped` does it. */
export function scopedChanges(changes: readonly PathChange[], prefix: string): PathChange[] {
  if (prefix === '') return [...changes]
  return changes.map((change) => ({ ...change, path: pathFromRoot(change.path, prefix) }))
}

/** A path that git names from the top, as the root sees it. */
export function pathFromRoot(path: string, prefix: string): string {
  if (prefix === '') return path
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : `:/${path}`
}
