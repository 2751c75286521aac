/**
 * The one value everything is made from: incidents and actions with the commits that answer them. Plain data, so that
 * it can be cached and printed. Times are epoch seconds, hashes full object names, paths from the root with `/`.
 */
import type { Incident, Probe, Verdict } from '../model/incident.ts'
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

export type LivenessState = 'live' | 'changed' | 'gone' | 'reverted' | 'unknown'

/** A commit that took away what another one had done. */
export interface Undoing {
  commit: string
  subject: string
  /** Committer date, epoch seconds. */
  date: number
  /** Lines of the footprint that it took, of those that are missing now. */
  took: number
  /** What its own message gives as the reason; null when it gives none. */
  reason: string | null
}

/** A line of a footprint that is not as the commit left it. */
export interface LostLine {
  path: string
  text: string
  /** False: the line was added and is gone. True: it was removed and is back. */
  back: boolean
  /** The commit that took it; null when history does not say. */
  by: string | null
}

/** Whether what a commit did for an action is still in the tree. docs/ledger.md says how it is judged. */
export interface Liveness {
  state: LivenessState
  /** Lines of the footprint that are as the commit left them, of all that are watched. */
  left: number
  of: number
  /** Who took most comes first. */
  undoneBy: Undoing[]
  /** The first of the lines that are missing, at most 20. */
  lost: LostLine[]
  /** Why the state is `unknown`; null otherwise. */
  unknown: string | null
}

/** Liveness over all commits that answer an action: live when all are, gone when all are, else changed. */
export interface ActionLiveness {
  state: LivenessState
  undoneBy: Undoing[]
  /** What a person (or another fix of the same incident) says of the loss. */
  verdict: LedgerVerdict | null
}

/** A declared check (`verify:`) as the tree answers it. */
export interface ProbeResult {
  probe: Probe
  state: 'passing' | 'failing' | 'unknown'
  /** `stacks/authentik/values.yaml must match tag: "?2026\\.`, then what was found. */
  says: string
}

/** By what a survivor of a dead hash was told, in the order in which they are tried. */
export type HealedBy =
  | 'trailer'
  | 'subject'
  | 'patch-id'
  | 'patch-id-u0'
  | 'request'
  | 'picked'
  | 'absorbed'
  | 'document'

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
  healedBy: HealedBy | null
  /** A dead hash with several possible survivors: all of them, and none is taken. */
  candidates: string[]
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
  /** The record, the commit whose message retires the action, or the ledger itself: another fix of the same incident. */
  source: 'record' | 'ledger' | { commit: string }
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
  /** Declared open, yet something says done; `staleBecause` says what. */
  stale: boolean
  /** `a commit`, `a passing probe`, `VaultRaftLeaderStuck is in rules.tf`; null when it is not stale. */
  staleBecause: string | null
  /** Done with a reachable link, a passing probe or a change outside git; null when a shallow clone cannot know. */
  proven: boolean | null
  links: Link[]
  verdicts: LedgerVerdict[]
  probes: ProbeResult[]
  /** Null when no commit answers the action. */
  liveness: ActionLiveness | null
  /** Done, yet gone, reverted or with a failing probe, and no verdict says that it is meant. */
  lost: boolean
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
