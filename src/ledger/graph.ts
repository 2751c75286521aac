/**
 * The commits reachable from the ledger's commit, by number: 0 is the newest, and a parent's number is always greater
 * than its child's, because history is read in topological order.
 */
import type { HistoryCommit } from './history.ts'

export interface GraphCommit {
  hash: string
  parents: readonly string[]
  author: string
  email: string
  authored: number
  committed: number
  subject: string
}

/** The one parent of each commit, or that it has none or several. */
interface ParentNumbers {
  first: Int32Array
  others: Map<number, number[]>
}

const none = -1
const several = -2
const mostTwins = 16

export class Graph {
  readonly commits: GraphCommit[] = []
  private readonly numbers = new Map<string, number>()
  private readonly fingerprints: number[] = []
  private readonly ancestors = new Map<number, Uint8Array>()
  private readonly names = new Map<string, string>()
  private readonly twinsOf = new Map<number, number[]>()
  private parentNumbers: ParentNumbers | null = null
  private sorted: string[] | null = null
  private changes: Map<string, number[]> | null = null
  private subjects: Map<string, number[]> | null = null

  /** Takes the next commit of a topological walk and gives it its number. */
  add(commit: HistoryCommit, subject: string): number {
    const { hash, parents, authored, committed } = commit
    const number = this.commits.length
    this.numbers.set(hash, number)
    this.fingerprints.push(fingerprint(commit.message))
    const [author, email] = [this.shared(commit.author), this.shared(commit.email)]
    this.commits.push({ hash, parents, author, email, authored, committed, subject })
    return number
  }

  at(number: number): GraphCommit {
    return this.commits[number] as GraphCommit
  }

  number(hash: string): number | null {
    return this.numbers.get(hash) ?? null
  }

  /** The commits whose name begins with these hex digits: one is the answer, none is dead, several are ambiguous. */
  lookup(prefix: string): number[] {
    const wanted = prefix.toLowerCase()
    const whole = this.numbers.get(wanted)
    if (whole !== undefined) return [whole]
    this.sorted ??= [...this.numbers.keys()].sort()
    let low = 0
    let high = this.sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.sorted[middle] as string) < wanted) low = middle + 1
      else high = middle
    }
    const found: number[] = []
    for (let i = low; this.sorted[i]?.startsWith(wanted); i++)
      found.push(this.numbers.get(this.sorted[i] as string) ?? 0)
    return found
  }

  /** True when `older` is `newer` itself or one of its ancestors. */
  isAncestor(older: number, newer: number): boolean {
    return older === newer || (older > newer && this.reach(newer)[older] === 1)
  }

  /** Commits with this exact subject, newest first. */
  withSubject(subject: string): number[] {
    this.subjects ??= group(this.commits.map(({ subject }) => subject))
    return this.subjects.get(subject) ?? []
  }

  /**
   * All commits that are the same change as this one (itself included), newest first: same author, author date and
   * message on parallel lines, as when the same work reached one branch through two merged lineages. On top of one
   * another they are not one change: the later one is a pick after a revert, the rest of a split, a bot without a clock.
   */
  twins(number: number): number[] {
    const known = this.twinsOf.get(number)
    if (known) return known
    for (const twins of this.parallel(this.namesakes(number))) for (const twin of twins) this.twinsOf.set(twin, twins)
    return this.twinsOf.get(number) ?? [number]
  }

  /** All commits with this one's author, author date and message, newest first, whether they are one change or not. */
  namesakes(number: number): number[] {
    const key = (n: number) => `${this.at(n).authored} ${this.fingerprints[n]} ${this.at(n).email}`
    this.changes ??= group(this.commits.map((_, n) => key(n)))
    return this.changes.get(key(number)) ?? [number]
  }

  /** Parted so that in no part one commit is an ancestor of another; each goes into the first part that takes it. */
  private parallel(numbers: readonly number[]): number[][] {
    // No change comes in by so many lines, and each costs a look at the others.
    if (numbers.length > mostTwins) return numbers.map((n) => [n])
    const parts: number[][] = []
    for (const n of numbers.toReversed()) {
      const part = parts.find((members) => !members.some((member) => this.isAncestor(member, n)))
      if (part) part.unshift(n)
      else parts.push([n])
    }
    return parts
  }

  /** The commits on the second and later parents' side of a merge: what reverting it with `-m 1` takes back. */
  side(merge: number): number[] {
    const [first, ...others] = this.at(merge).parents.map((hash) => this.number(hash))
    const kept = first == null ? null : this.reach(first)
    const found = new Set<number>()
    const open = others.filter((n): n is number => n != null)
    while (open.length > 0) {
      const n = open.pop() as number
      if (found.has(n) || kept?.[n] === 1) continue
      found.add(n)
      for (const hash of this.at(n).parents) {
        const parent = this.number(hash)
        if (parent !== null) open.push(parent)
      }
    }
    return [...found]
  }

  private reach(from: number): Uint8Array {
    const known = this.ancestors.get(from)
    if (known) return known
    const reached = new Uint8Array(this.commits.length)
    reached[from] = 1
    // Parents have greater numbers, so one pass upwards reaches everything.
    const { first, others } = this.parents()
    for (let n = from; n < reached.length; n++) {
      if (reached[n] !== 1) continue
      const parent = first[n] as number
      if (parent >= 0) reached[parent] = 1
      if (parent === several) for (const each of others.get(n) ?? []) reached[each] = 1
    }
    // Bounded: a million commits take a megabyte an entry, and most entries are asked for once.
    if (this.ancestors.size * reached.length > 16_000_000) this.ancestors.clear()
    this.ancestors.set(from, reached)
    return reached
  }

  /** Parents by number, for the passes over all of history. Known once history was read. */
  private parents(): ParentNumbers {
    if (this.parentNumbers?.first.length === this.commits.length) return this.parentNumbers
    const first = new Int32Array(this.commits.length).fill(none)
    const others = new Map<number, number[]>()
    this.commits.forEach(({ parents }, n) => {
      const known = parents.flatMap((hash) => this.numbers.get(hash) ?? [])
      if (known.length > 1) others.set(n, known)
      first[n] = known.length > 1 ? several : (known[0] ?? none)
    })
    this.parentNumbers = { first, others }
    return this.parentNumbers
  }

  /** One copy of a name, however many commits carry it: git's output gives each its own string. */
  private shared(name: string): string {
    const known = this.names.get(name)
    if (known !== undefined) return known
    this.names.set(name, name)
    return name
  }
}

function group(keys: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  keys.forEach((key, n) => {
    const members = groups.get(key)
    if (members) members.push(n)
    else groups.set(key, [n])
  })
  return groups
}

/** 32-bit FNV-1a of the message without trailing blanks, which rewriting tools change. */
function fingerprint(message: string): number {
  const text = message.trimEnd()
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
