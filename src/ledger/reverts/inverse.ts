/** The commit that a revert takes back, told by what it does: it removes what the other added, and puts back what it took. */
import type { Ground } from '../heal/ground.ts'
import { type LineBag, linesOf, shared } from '../heal/line-bag.ts'
import type { PathLines } from '../history.ts'
import { sameChange } from './named.ts'

/** Share of lines that must be each other's opposite, of the revert's and of the other commit's. */
const enough = 0.9

/** Part of a commit is taken back only when no other commit explains more than this share of the revert. */
const doubtful = 0.5

/** Commits behind the revert in the same files that are compared with it. */
const mostCompared = 150

/** Fewer letters and digits than this could be anybody's. */
const leastLetters = 12

interface Sides {
  added: LineBag
  removed: LineBag
}

/** The commit meant, with its twins, and whether all of it is taken back; empty when no commit alone is the opposite. */
export async function byInverse(ground: Ground, commit: number): Promise<{ targets: number[]; whole: boolean }> {
  const none = { targets: [], whole: false }
  const { graph } = ground
  const { hash } = graph.at(commit)
  const own = (await ground.lines([hash])).get(hash)
  if (!own || own.length === 0 || own.length > 50) return none
  const revert = sidesOf(own)
  if (revert.added.letters + revert.removed.letters < leastLetters) return none
  const touched = await ground.touched(own.map(({ path }) => path))
  const candidates = [...touched.keys()]
    .filter((n) => n !== commit && graph.isAncestor(n, commit))
    .sort((a, b) => a - b)
    .slice(0, mostCompared)
  const hashes = candidates.map((n) => graph.at(n).hash)
  const lines = await ground.lines(hashes)
  const opposites = candidates.flatMap((n, at) => {
    const theirs = lines.get(hashes[at] as string)
    return theirs ? [{ n, ...opposition(revert, sidesOf(theirs)) }] : []
  })
  // What was done, undone and done again has several opposites, and all but the newest are undone already.
  const whole = opposites.find(({ ofRevert, ofOther }) => ofRevert >= enough && ofOther >= enough)
  if (whole) return { targets: sameChange(ground, commit, whole.n), whole: true }
  const part = opposites.filter(({ ofRevert }) => ofRevert >= enough)
  const [only] = part
  if (!only) return none
  const targets = sameChange(ground, commit, only.n)
  const others = opposites.filter(({ n }) => !targets.includes(n))
  return others.some(({ ofRevert }) => ofRevert > doubtful) ? none : { targets, whole: false }
}

/** Whether one of these commits could be taken back wholly: a cheap look before all of a file's history is compared. */
export async function isOppositeOfAny(ground: Ground, commit: number, others: readonly number[]): Promise<boolean> {
  const hashes = [commit, ...others].map((n) => ground.graph.at(n).hash)
  const lines = await ground.lines(hashes)
  const [own, ...theirs] = hashes.map((hash) => lines.get(hash) ?? null)
  if (!own) return false
  const revert = sidesOf(own)
  return theirs.some((other) => {
    const { ofRevert, ofOther } = other ? opposition(revert, sidesOf(other)) : { ofRevert: 0, ofOther: 0 }
    return ofRevert >= enough && ofOther >= enough
  })
}

/** Shares of lines that one has added and the other removed. */
function opposition(revert: Sides, other: Sides): { ofRevert: number; ofOther: number } {
  const same = shared(revert.removed, other.added) + shared(revert.added, other.removed)
  const size = (sides: Sides) => Math.max(1, sides.added.size + sides.removed.size)
  return { ofRevert: same / size(revert), ofOther: same / size(other) }
}

function sidesOf(files: readonly PathLines[]): Sides {
  return { added: linesOf(files, 'added'), removed: linesOf(files, 'removed') }
}
