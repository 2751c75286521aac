/** The ways to tell a survivor, in the order in which they are tried; docs/ledger.md lists them. */
import type { HealedBy } from '../ledger.ts'
import { byAbsorption } from './by-absorption.ts'
import { byPatchId } from './by-patch-id.ts'
import { byPick } from './by-pick.ts'
import { byRequest } from './by-request.ts'
import { bySubject } from './by-subject.ts'
import { byTrailer } from './by-trailer.ts'
import type { Ground } from './ground.ts'
import type { Known } from './known.ts'

export interface Rung {
  by: HealedBy
  /** True when the rung compares what the commit is, not what somebody says of it. */
  fingerprint: boolean
  /** The commits that could be the survivor. */
  hits(known: Known, ground: Ground): readonly number[] | Promise<readonly number[]>
}

export const rungs: readonly Rung[] = [
  { by: 'subject', fingerprint: true, hits: bySubject },
  { by: 'patch-id', fingerprint: true, hits: (known, ground) => byPatchId('full', known, ground) },
  // Before these two a trailer would win where one of several commits of an action names it and another is meant.
  { by: 'trailer', fingerprint: false, hits: byTrailer },
  { by: 'patch-id-u0', fingerprint: false, hits: (known, ground) => byPatchId('bare', known, ground) },
  { by: 'request', fingerprint: false, hits: byRequest },
  { by: 'picked', fingerprint: false, hits: byPick },
  { by: 'absorbed', fingerprint: false, hits: byAbsorption },
]
