/** What one question about a file asks git again and again, asked once. */
import { isAncestor } from '../../git/ancestry.ts'
import { readChanges, shallowBoundary } from '../../git/changes.ts'
import { readNamed } from '../../git/commits.ts'
import { readPathHistory } from '../../git/path-history.ts'
import type { Repository } from '../../git/repository.ts'
import type { HistoryCommit, PathChange } from '../../ledger/history.ts'
import type { CommitFacts } from '../../message/facts.ts'
import { parseCommitMessage } from '../../message/parse.ts'

/** A file as a commit has it. */
export interface Version {
  commit: string
  path: string
  /** Object name of its content. */
  blob: string
}

export interface Change {
  commit: HistoryCommit
  change: PathChange
}

export class Versions {
  readonly repository: Repository
  /** The commit that history is read at. */
  readonly head: string
  private readonly histories = new Map<string, Promise<Change[]>>()
  private readonly commits = new Map<string, HistoryCommit>()
  private readonly facts = new Map<string, CommitFacts>()
  private readonly ancestries = new Map<string, Promise<boolean>>()
  private cut: Promise<Set<string>> | null = null

  constructor(repository: Repository, head: string) {
    this.repository = repository
    this.head = head
  }

  /** All changes of a path in history, children before parents. */
  historyOf(path: string): Promise<Change[]> {
    const known = this.histories.get(path)
    if (known) return known
    const history = this.read(path)
    this.histories.set(path, history)
    return history
  }

  private async read(path: string): Promise<Change[]> {
    const touching = await readPathHistory(this.repository, this.head, [path])
    const commits = await this.named(touching.map(({ commit }) => commit))
    return touching.flatMap(({ commit, changes }) => {
      const change = changes.find((one) => one.path === path)
      const named = commits.get(commit)
      return change && named ? [{ commit: named, change }] : []
    })
  }

  async named(hashes: readonly string[]): Promise<ReadonlyMap<string, HistoryCommit>> {
    const missing = [...new Set(hashes)].filter((hash) => !this.commits.has(hash))
    for (const [hash, commit] of await readNamed(this.repository, missing)) this.commits.set(hash, commit)
    return this.commits
  }

  factsOf({ hash, message }: HistoryCommit): CommitFacts {
    const known = this.facts.get(hash)
    if (known) return known
    const facts = parseCommitMessage(message)
    this.facts.set(hash, facts)
    return facts
  }

  isAncestor(older: string, newer: string): Promise<boolean> {
    const key = `${older} ${newer}`
    const known = this.ancestries.get(key)
    if (known) return known
    const answer = isAncestor(this.repository, older, newer)
    this.ancestries.set(key, answer)
    return answer
  }

  /** What a commit changed, everywhere. */
  async changesOf(commit: string): Promise<PathChange[]> {
    return (await readChanges(this.repository, [commit])).get(commit) ?? []
  }

  /** True for a commit whose parents a shallow clone does not have. */
  async isCut(commit: string): Promise<boolean> {
    this.cut ??= shallowBoundary(this.repository)
    return (await this.cut).has(commit)
  }
}
