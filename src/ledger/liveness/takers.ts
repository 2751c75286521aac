/** Who took a line away: the newest commit behind its own that had it before and not after. */
import type { Graph } from '../graph.ts'
import type { CommitChanges, History } from '../history.ts'
import type { WatchedLine } from './footprint.ts'
import { isAsLeft } from './presence.ts'
import { blobsOf, type Step, stepsByPath, withoutDrops } from './steps.ts'
import type { TextIndex } from './text-index.ts'
import { type Indexed, indexed } from './texts.ts'

/** A line that is not as its commit left it, and that commit with its twins. */
export interface Missing {
  line: WatchedLine
  since: readonly number[]
}

/**
 * The commit that took each line. One that no commit took on its own may be lost in a merge: those are asked last. A line
 * whose texts are not in this clone has no taker.
 */
export async function takersOf(
  missing: readonly Missing[],
  graph: Graph,
  history: History,
): Promise<Map<Missing, number>> {
  const takers = new Map<Missing, number>()
  const ask = async (read: (paths: readonly string[], not: string | null) => Promise<CommitChanges[]>) => {
    const left = missing.filter((one) => !takers.has(one))
    if (left.length === 0) return
    // What the oldest of their commits stands on cannot stand behind any of them.
    const oldest = graph.at(Math.max(...left.flatMap(({ since }) => since)))
    const changes = await read([...new Set(left.map(({ line }) => line.path))], oldest.hash)
    await search(left, stepsByPath(changes, graph), graph, history, takers)
  }
  await ask(history.pathHistory)
  await ask(history.mergeHistory)
  return takers
}

/** The lines that are missing from one path, and the versions in which they went missing: newest first. */
interface Case {
  path: string
  steps: readonly Step[]
  lines: Narrowing[]
}

/** A line is gone in the version at `gone` (-1: the tree that is looked at), and there in the one at `there`. */
interface Narrowing {
  one: Missing
  gone: number
  there: number
}

/** Versions that are looked at between the two ends in each round: each round costs a call of git. */
const probes = 7

async function search(
  missing: readonly Missing[],
  steps: ReadonlyMap<string, readonly Step[]>,
  graph: Graph,
  history: History,
  takers: Map<Missing, number>,
): Promise<void> {
  const left = () => missing.filter((one) => !takers.has(one))
  // First by looking for the bare text, which is quick; what that finds is proven before it is believed.
  for (const isIn of [holdsText, holdsLine]) {
    const cases = casesOf(left(), steps)
    await narrowDown(cases, history, isIn)
    await prove(cases, graph, history, takers)
  }
  // Where lines of history ran in parallel, neighbours in the list are not neighbours in history.
  for (const { steps: own, lines } of casesOf(left(), steps))
    await oneByOne(
      lines.map(({ one }) => one),
      own,
      graph,
      history,
      takers,
    )
}

/** Whether a version holds a line. */
type Holds = (line: WatchedLine, text: string, indexed: () => TextIndex) => boolean

const holdsText: Holds = ({ text: wanted, removed }, text) => text.includes(wanted) !== removed
const holdsLine: Holds = (line, _text, indexed) => isAsLeft(line, indexed())

async function narrowDown(cases: readonly Case[], history: History, holds: Holds): Promise<void> {
  for (let open = cases; open.length > 0; open = open.filter(({ lines }) => lines.some(isWide))) {
    const batches = open.map((one) => ({ ...one, at: probesOf(one.lines) }))
    const texts = await history.blobs(batches.flatMap(({ at, steps }) => at.flatMap((n) => steps[n]?.after ?? [])))
    const read = indexed(texts)
    for (const { path, steps, lines, at } of batches)
      narrow(lines, at, (n, one) => {
        const blob = (steps[n] as Step).after
        const text = blob === null ? '' : texts.get(blob)
        return text !== undefined && holds(one.line, text, () => read(path, blob) as TextIndex)
      })
  }
}

async function prove(
  cases: readonly Case[],
  graph: Graph,
  history: History,
  takers: Map<Missing, number>,
): Promise<void> {
  const ends = cases.flatMap(({ steps, lines }) => lines.flatMap(({ gone }) => steps[gone] ?? []))
  const texts = await history.blobs(blobsOf(ends))
  const read = indexed(texts)
  for (const { steps, lines } of cases)
    for (const { one, gone } of lines) {
      const step = steps[gone]
      if (step && takes(one, step, read) && isLater(step.commit, one, graph)) takers.set(one, step.commit)
    }
}

function casesOf(missing: readonly Missing[], steps: ReadonlyMap<string, readonly Step[]>): Case[] {
  const byPath = new Map<string, Missing[]>()
  for (const one of missing) {
    const members = byPath.get(one.line.path)
    if (members) members.push(one)
    else byPath.set(one.line.path, [one])
  }
  return [...byPath].flatMap(([path, members]) => {
    const oldest = Math.max(...members.flatMap(({ since }) => since))
    const later = withoutDrops((steps.get(path) ?? []).filter(({ commit }) => commit < oldest))
    if (later.length === 0) return []
    return [{ path, steps: later, lines: members.map((one) => ({ one, gone: -1, there: thereAt(one, later) })) }]
  })
}

/** The version that the line's own commit left: everything older says nothing of it. */
function thereAt({ since }: Missing, steps: readonly Step[]): number {
  const own = Math.max(...since)
  const at = steps.findIndex(({ commit }) => commit >= own)
  return at < 0 ? steps.length : at
}

function isWide({ gone, there }: Narrowing): boolean {
  return there - gone > 1
}

function probesOf(lines: readonly Narrowing[]): number[] {
  const at = new Set<number>()
  for (const { gone, there } of lines)
    for (let n = 1; n <= probes; n++) {
      const index = gone + Math.round((n * (there - gone)) / (probes + 1))
      if (index > gone && index < there) at.add(index)
    }
  return [...at].sort((a, b) => a - b)
}

function narrow(lines: readonly Narrowing[], at: readonly number[], holds: (n: number, one: Missing) => boolean): void {
  for (const line of lines) {
    if (!isWide(line)) continue
    const inside = at.filter((n) => n > line.gone && n < line.there)
    for (const n of inside) {
      if (holds(n, line.one)) {
        line.there = n
        break
      }
      line.gone = n
    }
  }
}

function takes({ line }: Missing, { before, after }: Step, read: Indexed): boolean {
  const [was, is] = [read(line.path, before), read(line.path, after)]
  return was !== null && is !== null && isAsLeft(line, was) && !isAsLeft(line, is)
}

function isLater(commit: number, { since }: Missing, graph: Graph): boolean {
  return !since.includes(commit) && since.some((own) => own > commit && graph.isAncestor(own, commit))
}

/** Versions read at a time, and most of them in all: beyond, nobody is named. */
const together = 24
const mostRead = 2_000

async function oneByOne(
  lines: readonly Missing[],
  steps: readonly Step[],
  graph: Graph,
  history: History,
  takers: Map<Missing, number>,
): Promise<void> {
  for (let at = 0; at < Math.min(steps.length, mostRead); at += together) {
    const batch = steps.slice(at, at + together)
    const texts = await history.blobs(blobsOf(batch))
    const read = indexed(texts)
    for (const step of batch)
      for (const one of lines)
        if (!takers.has(one) && takes(one, step, read) && isLater(step.commit, one, graph)) takers.set(one, step.commit)
    if (lines.every((one) => takers.has(one))) return
  }
}
