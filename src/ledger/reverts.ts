/** Which commits were taken back by later ones, and by whom. */
import type { CommitFacts, Relation } from '../message/facts.ts'
import type { Graph } from './graph.ts'

/**
 * Commit number → the commit that takes it back. A revert counts for its ancestors only; reverting a merge takes back
 * its whole side; a revert that was itself reverted takes nothing back.
 */
export function revertedCommits(graph: Graph, speaking: ReadonlyMap<number, CommitFacts>): Map<number, number> {
  const reverted = new Map<number, number>()
  // Newest first, so that whether a revert still stands is known before what it takes back.
  for (const [commit, facts] of speaking) {
    if (reverted.has(commit)) continue
    for (const relation of facts.relations) {
      if (relation.kind !== 'revert' && relation.kind !== 'reapply') continue
      for (const target of targets(graph, commit, relation)) if (!reverted.has(target)) reverted.set(target, commit)
    }
  }
  return reverted
}

function targets(graph: Graph, commit: number, relation: Relation): number[] {
  const older = (numbers: readonly number[]) => numbers.filter((n) => n !== commit && graph.isAncestor(n, commit))
  const byHash = relation.commit ? older(graph.lookup(relation.commit)) : []
  const named = byHash.length === 1 ? byHash : bySubject(graph, older, relation)
  const same = older(named.flatMap((n) => graph.twins(n)))
  return same.flatMap((n) => (graph.at(n).parents.length > 1 ? [n, ...graph.side(n)] : [n]))
}

/** The commits whose subject is quoted, only when they are one change: several different ones are nobody's guess. */
function bySubject(graph: Graph, older: (numbers: readonly number[]) => number[], relation: Relation): number[] {
  if (!relation.subject) return []
  const subject = relation.kind === 'reapply' ? `Revert "${unreverted(relation.subject)}"` : relation.subject
  const hits = older(graph.withSubject(subject))
  const [first] = hits
  return first !== undefined && graph.namesakes(first).length >= hits.length ? [first] : []
}

function unreverted(subject: string): string {
  return /^Revert "(.*)"$/.exec(subject)?.[1] ?? subject
}
