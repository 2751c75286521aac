/** Reads history once: the graph of all commits, and what those say that speak of incidents, trackers or each other. */
import type { CommitFacts, MessageOptions } from '../message/facts.ts'
import { parseCommitMessage } from '../message/parse.ts'
import { Graph } from './graph.ts'
import type { History } from './history.ts'

export interface Scan {
  graph: Graph
  /** Commit number → facts, for the commits whose message can be evidence. In topological order, newest first. */
  speaking: Map<number, CommitFacts>
}

export async function scan(history: History, options: MessageOptions): Promise<Scan> {
  const graph = new Graph()
  const speaking = new Map<number, CommitFacts>()
  for await (const commit of history.commits()) {
    const facts = parseCommitMessage(commit.message, options)
    const number = graph.add(commit, facts.subject)
    if (isEvidence(facts) || isReport(facts, commit.message)) speaking.set(number, facts)
  }
  return { graph, speaking }
}

/** Its list can say what was done, once it turns out that it brings a document in. */
function isReport({ bullets }: CommitFacts, message: string): boolean {
  return bullets.length > 0 && /post-?mortem|incident|outage/i.test(message)
}

function isEvidence(facts: CommitFacts): boolean {
  return (
    facts.references.length > 0 ||
    facts.closeOuts.length > 0 ||
    facts.causes.length > 0 ||
    facts.relations.length > 0 ||
    facts.trackers.length > 0
  )
}
