/**
 * What a commit message says, as values. Shapes and grades are described in docs/commit-messages.md.
 * Every `line` is 1-based in the message as git stores it.
 */

/**
 * - `canonical`: where git itself reads trailers (the last paragraph) and written as one.
 * - `recovered`: elsewhere in the message (squash bodies, a second trailer paragraph, indented blocks); counts only
 *   because its value reads as a reference.
 *   A document or id named in prose has this grade; a tag in the subject is canonical.
 * - `quoted`: inside a code fence, a `>` quote, a quoted revert, or below the scissors. Never counts.
 */
export type Grade = 'canonical' | 'recovered' | 'quoted'

/** A `Key: value` line of any key, folded continuation lines joined by one space. */
export interface Trailer {
  key: string
  value: string
  grade: Grade
  line: number
}

/** What a reference says about its target. */
export type ReferenceKind =
  | 'remediates'
  | 'retires'
  | 'incident'
  | 'mitigates'
  /** `[PM-2026-04-14]` in the subject. */
  | 'tag'
  /** A post-mortem's or record's path in prose. */
  | 'document'
  /** An id-like word in prose: `2026-06-10-boot-storm`, `PM-2026-04-14`, `#A1` forms. */
  | 'mention'

/** Names an incident or one of its actions, unresolved: which one it is, only the records can say. */
export interface Reference {
  kind: ReferenceKind
  /** As written, without the note: `2026-06-10#A1`, `boot-storm`, `INC-7/AI-2`, `docs/post-mortems/x.md`. */
  target: string
  /** The text in parentheses behind it, null when there is none. */
  note: string | null
  grade: Grade
  line: number
}

/** `Caused-By: 97ccdbec`: a commit that caused what the message's incident is about. */
export interface Cause {
  commit: string
  note: string | null
  grade: Grade
  line: number
}

/** Action status words that a close-out item can carry. */
export type CloseOutStatus = 'done' | 'done-alt' | 'wont-do' | 'in-progress' | 'todo'

/** One item of a close-out block: `- P3 reduce validity: DONE-alt (storage is moot)`. */
export interface CloseOutItem {
  /** The item without priority, status and reason: `reduce validity`. */
  text: string
  priority: string | null
  status: CloseOutStatus
  reason: string | null
  line: number
}

/** `Close out post-mortem \`x.md\`:` and its items: a word on status, never a proof of work. */
export interface CloseOut {
  /** Path, file name, id or short form as written; null when the heading names none. */
  target: string | null
  items: CloseOutItem[]
  line: number
}

/** One list item of the message, wrapped lines joined. */
export interface Bullet {
  /** The file, folder or component before the first colon (`values.yaml`), null when the bullet has no such key. */
  key: string | null
  /** What is said, without the key. */
  text: string
  /** The sentence above the list when it ends in a colon, without it; null otherwise. */
  heading: string | null
  /** 0 for a top-level item. */
  depth: number
  line: number
}

/** How this commit undoes or repeats another one. */
export interface Relation {
  /**
   * - `revert`: the subject says so too, and this commit takes the other one back.
   * - `reapply`: a revert of a revert (`Reapply "…"`, `Revert "Revert …"`).
   * - `restore`: puts back the tree of that commit.
   * - `pick`: `(cherry picked from commit …)`.
   */
  kind: 'revert' | 'reapply' | 'restore' | 'pick'
  /** Hash as written, 7 to 64 hex digits; null when only the subject is quoted. */
  commit: string | null
  /**
   * The quoted subject (`Revert "…"`), null when there is none. For a reapply it is the subject of the commit that comes
   * back, while `commit` is the revert taken back.
   */
  subject: string | null
  line: number
}

/** An issue of a tracker: `Closes #12`, `code-8vr0`. Each id once, at the first line that names it. */
export interface TrackerReference {
  id: string
  /** True when a closing word stands before it. */
  closes: boolean
  /** True when it is named as work of another time or place: filed, a follow-up, blocked by it. */
  elsewhere: boolean
  line: number
}

/** `Co-authored-by: Name <mail>` and its kin; the role is the key in lower case. */
export interface Person {
  role: string
  name: string
  email: string | null
}

/** The subject, read as `type(scope)!: text` or `scope: text` where it has that form. */
export interface Header {
  type: string | null
  scope: string | null
  breaking: boolean
  /** What is left when type, scope, tags, CI marks and request numbers are taken off: a title to show a person. */
  text: string
}

/** Everything a message says. Nothing is dropped: `subject` and `body` together hold the whole text. */
export interface CommitFacts {
  /** First paragraph, its lines joined by a space, as `git log --format=%s` gives it. */
  subject: string
  /** All after the first paragraph, line ends normalised. */
  body: string
  header: Header
  trailers: Trailer[]
  references: Reference[]
  causes: Cause[]
  closeOuts: CloseOut[]
  bullets: Bullet[]
  relations: Relation[]
  trackers: TrackerReference[]
  /** Forge request numbers in the subject with their sign: `#123` of `(#123)`, `!45` of `(!45)`. */
  requests: string[]
  people: Person[]
  /** CI marks such as `ci skip`, without brackets, in lower case. */
  marks: string[]
}

/** The configurable words, the `messages:` part of mortem.yaml. */
export interface MessageOptions {
  remediates: string
  retires: string
  incident: string
  mitigates: string
  causedBy: string
  /** Regular expressions for tracker ids, each matched against a whole word. */
  trackers: readonly string[]
  /** Tracker ids that records hold: they count wherever they stand. */
  trackerIds: readonly string[]
}
