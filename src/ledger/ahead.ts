/** What a ledger always asks of a repository, asked before history is read: git answers while messages are parsed. */
import type { History } from './history.ts'

/** The history, with the tree, the tags and the history of these paths under way. */
export function readAhead(history: History, paths: readonly string[]): History {
  const asked = paths.join('\0')
  const begun = { tree: history.tree([]), tags: history.tags(), paths: history.pathHistory(paths) }
  // A failure is told to whoever asks; until then nobody waits for it.
  for (const answer of Object.values(begun)) answer.catch(() => {})
  return {
    ...history,
    tree: (under) => (under.length === 0 ? begun.tree : history.tree(under)),
    tags: () => begun.tags,
    pathHistory: (wanted, not) =>
      not == null && wanted.join('\0') === asked ? begun.paths : history.pathHistory(wanted, not),
  }
}
