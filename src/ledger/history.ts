/**
 * The port through which the ledger reads a repository. `src/git/` implements it over real git; nothing else does.
 * Hashes are full object names of 40 or 64 hex digits. Times are epoch seconds.
 */

export interface HistoryCommit {
  hash: string
  parents: string[]
  author: string
  email: string
  /** Author date, epoch seconds. */
  authored: number
  /** Committer date, epoch seconds. */
  committed: number
  /** The raw message, decoded as UTF-8, with invalid bytes replaced. */
  message: string
}

/** One path that a commit changed against its first parent (against all parents for a merge). */
export interface PathChange {
  path: string
  status: 'A' | 'D' | 'M' | 'T'
  /** Object names of the blob before and after; null where there is none. */
  before: string | null
  after: string | null
}

/** A commit and what it changed among the paths asked for. */
export interface CommitChanges {
  commit: string
  changes: PathChange[]
}

/** Where words stand in a tree. */
export interface Holding {
  /** Word → paths of the files that hold it, sorted; every word that was asked for is a key. */
  paths: Map<string, string[]>
  /** Paths that could not be searched, because this clone does not have them: what was not found may be there. */
  unread: string[]
}

/** `git patch-id --stable` of a commit against its parent; null for a merge and for one that changes no file. */
export interface PatchIds {
  full: string | null
  /** Of the patch without context lines, which also holds when a line beside it changed. */
  bare: string | null
}

/** Lines that a commit took from one file and put there, without line ends, in the order of the patch. */
export interface PathLines {
  path: string
  removed: string[]
  added: string[]
}

export interface History {
  /** The commit that history and tree are read at; null in a repository without one. */
  readonly head: string | null
  /** That commit's committer date, epoch seconds; null without one. */
  readonly headDate: number | null
  /** True when the clone does not hold all of history: absence then proves nothing. */
  readonly shallow: boolean
  /** All commits reachable from `head`, children before parents (`--topo-order`), one at a time as git prints them. */
  commits(): AsyncIterable<HistoryCommit>
  /** What each of these commits changed. A shallow boundary commit or a missing tree yields no changes. */
  changes(commits: readonly string[]): Promise<Map<string, PathChange[]>>
  /**
   * The commits reachable from `head` that changed one of these paths (side branches too), children before parents. `not`:
   * a commit that is left out with all that it stands on.
   */
  pathHistory(paths: readonly string[], not?: string | null): Promise<CommitChanges[]>
  /**
   * The merges reachable from `head` whose result differs from a parent in these paths, children before parents: an entry
   * for each such parent. What a merge left out of one side shows here only.
   */
  mergeHistory(paths: readonly string[], not?: string | null): Promise<CommitChanges[]>
  /** Texts of blobs by object name. A blob that is missing (partial clone), binary or above 1 MiB is absent. */
  blobs(ids: readonly string[]): Promise<Map<string, string>>
  /** Paths and blob names in the tree of `head`, below the given folders or files (all when empty). */
  tree(under: readonly string[]): Promise<Map<string, string>>
  /** The files in the tree of `at` (`head` for null) whose bytes hold one of these words as it stands: a word on one line. */
  holding(words: readonly string[], at: string | null): Promise<Holding>
  /** The commits, reachable from `head` or not, that each of these hashes (7 digits or more) names in this clone. */
  objects(prefixes: readonly string[]): Promise<Map<string, HistoryCommit[]>>
  /** Patch ids of these commits, full names. One that cannot be read is absent. */
  patchIds(commits: readonly string[]): Promise<Map<string, PatchIds>>
  /** Lines that each of these commits changed against its parent. A merge and one with too large a patch are absent. */
  lines(commits: readonly string[]): Promise<Map<string, PathLines[]>>
  /** Tag name → full name of the commit it points to, for tags that point to commits. */
  tags(): Promise<Map<string, string>>
}
