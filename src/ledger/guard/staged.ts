/** A change that is about to be made, or was: what it makes of the tree, seen from each of its parents. */
import type { PathChange } from '../history.ts'

export interface Staged {
  /** One for each parent that it is compared with: `HEAD`; `HEAD^` for an amend; both sides of a merge. */
  sides: readonly (readonly PathChange[])[]
  /** Files in the tree of the first parent. */
  files: number
  /** Texts of blobs by name, as `History.blobs`. */
  blobs(ids: readonly string[]): Promise<Map<string, string>>
}
