import type { Scene } from '../evidence.ts'
import type { History } from '../history.ts'

/** What liveness is judged from. */
export interface WatchContext {
  scene: Scene
  history: History
  /** Commit number → the commit that takes it back. */
  reverted: ReadonlyMap<number, number>
  /** mortem's own records and documents. */
  isOwn: (path: string) => boolean
  /** Whether lines will be asked for in other texts than the tree's, as the guard does. */
  keepsLines: boolean
}

/** Path → blob, of the whole tree that is looked at. */
export type Tree = ReadonlyMap<string, string>
