/** Reads history once: the graph of all commits, and what those say that speak of incidents, trackers or each other. */
import type { CommitFacts, MessageOptions } from '../message/facts.ts'
import { parseCommitMessage } from '../message/parse.ts'
import { Graph } from './graph.ts'
import type { History } from './history.ts'

export interface Scan {
  graph: Graph
  /** Commit number → facts, for the commits whose message can be evidence. In topological order, newest first. */
  speaking: Map<number, CommitFacts>
  /** Commit number → names that it says, of those that actions ask for. */
  naming: Map<number, string[]>
}

export async function scan(
  history: History,
  options: Partial<MessageOptions>,
  namesIn: ((message: string) => string[]) | null = null,
): Promise<Scan> {
  const graph = new Graph()
  const speaking = new Map<number, CommitFacts>()
  const naming = new Map<number, string[]>()
  for await (const commit of history.commits()) {
    const facts = parseCommitMessage(commit.message, options)
    const number = graph.add(commit, facts.subject)
    if (isEvidence(facts) || isReport(commit.message)) speaking.set(number, facts)
    const said = namesIn?.(commit.message) ?? []
    if (said.length > 0) naming.set(number, said)
  }
  return { graph, speaking, naming }
}

/** What it says counts once it turns out that it brings a document in or changes its rows. */
function isReport(message: string): boolean {
  return /post-?mortem|incident|outage/i.test(message)
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
