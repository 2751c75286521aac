/**
 * The one value everything is made from: incidents and actions with the commits that answer them. Plain data, so that
 * it can be cached and printed. Times are epoch seconds, hashes full object names, paths from the root with `/`.
 */
import type { Incident, Verdict } from '../model/incident.ts'
import type { Phases } from '../model/phases.ts'
import type { ActionStatus, LinkRelation } from '../model/words.ts'

/** How a link was found; src/ledger/vias.ts says what each is worth. */
export type Via =
  | 'trailer'
  | 'record'
  | 'document'
  | 'flip'
  | 'tracker'
  | 'bullet'
  | 'tag'
  | 'mention'
  | 'close-out'
  | 'healed'
  | 'accepted'

export type Strength = 'certain' | 'probable'

/** Whether what a commit did is still in the tree. Not computed yet: every link says null until it is. */
export interface Liveness {
  state: 'live' | 'changed' | 'gone' | 'reverted' | 'unknown'
  left: number
  of: number
  undoneBy: string[]
}

/** Evidence that ties a commit to an incident or to one of its actions. */
export interface Link {
  /** Full name; null when a recorded hash names nothing that is reachable. */
  commit: string | null
  /** The same change again on this branch, after histories were merged. */
  twins: string[]
  subject: string | null
  author: string | null
  /** Committer date, epoch seconds. */
  date: number | null
  relation: LinkRelation
  via: Via
  strength: Strength
  /** The hash as a record or document has it, null when no hash was written. */
  recorded: string | null
  /** How a dead hash was matched to a survivor; null when it was not. */
  healedBy: string | null
  /** Reachable from the ledger's commit; null when a shallow clone cannot know. */
  landed: boolean | null
  /** The first tag that holds the commit. */
  release: string | null
  /** What the evidence says besides: a trailer's note, a close-out's reason, a bullet's text. */
  note: string | null
  /** Files of that commit that serve this action; all that it changed when nothing narrows them down. */
  paths: string[]
  liveness: Liveness | null
}

/** Something that says what an action's status is, at the commit that says it (null: not committed yet). */
export interface StatusWord {
  status: ActionStatus
  commit: string | null
  via: 'declared' | 'link' | 'close-out'
  reason: string | null
}

export interface LedgerVerdict extends Verdict {
  /** The record, or the commit whose message retires the action. */
  source: 'record' | { commit: string }
}

export interface LedgerAction {
  ref: string
  record: Incident['actions'][number]
  /** As the record has it now. */
  declared: ActionStatus
  /** The last word in history. */
  status: ActionStatus
  /** All words that count, the last first; several last ones that contradict each other give `needs-review`. */
  words: StatusWord[]
  /** Declared open, yet certain evidence says done. */
  stale: boolean
  /** Done with a reachable link or a change outside git; null when a shallow clone cannot know. */
  proven: boolean | null
  links: Link[]
  verdicts: LedgerVerdict[]
}

export interface LedgerIncident {
  record: Incident
  /** The record's file. */
  file: string
  /** Its post-mortem, whether it exists or not. */
  document: string
  /** The severity of the scale, or as written when the scale does not have it. */
  severity: string | null
  phases: Phases
  /** Evidence that belongs to the incident as a whole. */
  links: Link[]
  actions: LedgerAction[]
  /** Ids of other incidents with a cause of the same title or a remediated file in common. */
  alike: string[]
}

/** A reference in a commit message that names nothing, or several things. */
export interface UnresolvedReference {
  commit: string
  subject: string
  /** Line in the message. */
  line: number
  kind: string
  target: string
  /** The ids it could mean (`ambiguous`), or the nearest known ones (`unresolved`). */
  candidates: string[]
  state: 'unresolved' | 'ambiguous'
}

/** A post-mortem that exists only as Markdown or HTML: references resolve to it, the index lists it. */
export interface LooseDocument {
  file: string
  /** `2026-06-10-boot-storm` when the file name has that form, else the name without its ending. */
  id: string
  title: string
  /** `2026-06-10`, from the name; null when it has none. */
  date: string | null
}

export interface Ledger {
  schema: 1
  /** The commit that history was read at; null in a repository without one. */
  commit: string | null
  /** That commit's date, epoch seconds: the "today" of every document. */
  date: number | null
  /** True when history is cut off, so that absence proves nothing. */
  shallow: boolean
  incidents: LedgerIncident[]
  loose: LooseDocument[]
  unresolved: UnresolvedReference[]
}
