/** What `mortem why` answers, as data: docs/json.md describes it. */
import { readNamed } from '../../git/commits.ts'
import type { Repository } from '../../git/repository.ts'
import type { Ledger, LivenessState } from '../../ledger/ledger.ts'
import { type Answer, answersOf, answersOfReturn, linkedCommit } from '../../ledger/why.ts'
import { parseCommitMessage } from '../../message/parse.ts'
import { formatInstant } from '../../model/time.ts'
import type { LinkRelation } from '../../model/words.ts'
import type { Origin } from './origin.ts'

/** A tie between one of the commits and an incident or action. */
export interface WhyLink {
  incident: string
  /** `<incident>#A1`; null when the commit belongs to the incident as a whole. */
  action: string | null
  commit: string
  relation: LinkRelation
  via: string
  strength: string
  /** Null while it is not known whether the commit's work is still there. */
  liveness: LivenessState | null
  undoneBy: string[] | null
}

/** A commit, those that put its lines back, and what it answers. */
export interface WhyCommit {
  commit: string | null
  subject: string | null
  author: string | null
  /** Committer date, `2026-05-17T00:07:12Z`. */
  date: string | null
  through: string[]
  /** What `commit` answers; when that is nothing, what the newest commit of `through` answers that answers something. */
  actions: string[]
  incidents: string[]
  /** The ties of `commit`, and of those in `through` that did not put back a whole tree. */
  links: WhyLink[]
  /** Why there is no commit, or why nothing is known of it; null otherwise. */
  unknown: string | null
}

export interface WhyReport extends WhyCommit {
  schema: 1
  path: string | null
  line: number | null
  /** Only for a whole file: the commits that its lines come from and that answer something (by themselves first), most lines first. */
  commits: (WhyCommit & { lines: [first: number, last: number][] })[] | null
  /** Only for a whole file: its lines, the commits that they come from, and the lines of which that cannot be known. */
  counts: { lines: number; commits: number; unknown: number } | null
}

export async function reportOf(repository: Repository, ledger: Ledger, origin: Origin): Promise<WhyCommit> {
  const commit = origin.commit === null ? null : linkedCommit(ledger, origin.commit)
  const own = commit === null ? [] : linksOf(commit, answersOf(ledger, commit))
  const others = origin.through.map((hash) => linksOf(hash, answersOfReturn(ledger, hash)))
  const answering = own.length > 0 ? own : (others.find((links) => links.length > 0) ?? [])
  const named = commit === null ? null : ((await readNamed(repository, [commit])).get(commit) ?? null)
  return {
    commit,
    subject: named && parseCommitMessage(named.message).subject,
    author: named?.author ?? null,
    date: named && formatInstant(named.committed * 1000),
    through: origin.through,
    ...namesIn(answering),
    links: [...own, ...others.flat()],
    unknown: origin.unknown,
  }
}

function namesIn(links: readonly WhyLink[]): Pick<WhyCommit, 'actions' | 'incidents'> {
  return {
    actions: [...new Set(links.flatMap(({ action }) => action ?? []))],
    incidents: [...new Set(links.map(({ incident }) => incident))],
  }
}

function linksOf(commit: string, answers: readonly Answer[]): WhyLink[] {
  return answers.map(({ incident, action, link }) => ({
    incident: incident.record.id,
    action: action?.ref ?? null,
    commit,
    relation: link.relation,
    via: link.via,
    strength: link.strength,
    liveness: link.liveness?.state ?? null,
    undoneBy: link.liveness?.undoneBy.map((undoing) => undoing.commit) ?? null,
  }))
}
