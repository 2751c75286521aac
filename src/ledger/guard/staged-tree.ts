/** The tree that a staged change makes, for probes to look at: its parent's, with what it changes laid over. */
import type { PathChange } from '../history.ts'
import { sourceOf } from '../probes/apply.ts'
import type { TreeSource } from '../probes/view.ts'
import type { Staged } from './staged.ts'

export function stagedTree({ sides, history }: Staged): TreeSource {
  const parent = sourceOf(history)
  const changed = new Map((sides[0] ?? []).map((change) => [change.path, change]))
  return {
    async tree(under) {
      const tree = new Map(await parent.tree(under))
      for (const { path, after } of changed.values()) {
        if (!isUnder(path, under)) continue
        if (after === null) tree.delete(path)
        else tree.set(path, after)
      }
      return tree
    },
    blobs: (ids) => history.blobs(ids),
    async holding(words) {
      const { paths, unread } = await parent.holding(words)
      const written = [...changed.values()].filter(({ after }) => after !== null)
      const texts = await history.blobs(written.map(({ after }) => after as string))
      const held = ({ after }: PathChange, word: string) => texts.get(after as string)?.includes(word) === true
      const now = words.map((word): [string, string[]] => {
        const kept = (paths.get(word) ?? []).filter((path) => !changed.has(path))
        return [word, [...kept, ...written.filter((change) => held(change, word)).map(({ path }) => path)].sort()]
      })
      return { paths: new Map(now), unread: unread.filter((path) => !changed.has(path)) }
    },
    lastBlobs: (paths) => parent.lastBlobs(paths),
  }
}

function isUnder(path: string, under: readonly string[]): boolean {
  return under.length === 0 || under.some((each) => path === each || path.startsWith(`${each}/`))
}
