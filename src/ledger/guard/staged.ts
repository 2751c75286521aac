/** A change that is about to be made, or was: what it makes of the tree, seen from each of its parents. */
import type { History, PathChange } from '../history.ts'

export interface Staged {
  /** One for each parent that it is compared with: `HEAD`; `HEAD^` for an amend; both sides of a merge. */
  sides: readonly (readonly PathChange[])[]
  /** History as of the first parent. */
  history: History
}
