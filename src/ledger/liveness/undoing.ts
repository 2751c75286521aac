/** The commits that took lines of a footprint, who took most first, each with its own reason. */
import { parseCommitMessage } from '../../message/parse.ts'
import type { Graph } from '../graph.ts'
import type { History } from '../history.ts'
import type { Undoing } from '../ledger.ts'

const longest = 300

/** `taken`: commit number → lines that it took. Twins count as one, under the name of the one that took more. */
export function undoings(taken: ReadonlyMap<number, number>, graph: Graph): Undoing[] {
  const changes = new Map<number, { commit: number; took: number; most: number }>()
  for (const [commit, took] of taken) {
    const key = graph.twins(commit)[0] as number
    const known = changes.get(key)
    if (!known) changes.set(key, { commit, took, most: took })
    else
      changes.set(key, {
        commit: took > known.most ? commit : known.commit,
        took: known.took + took,
        most: Math.max(known.most, took),
      })
  }
  return [...changes.values()]
    .sort((a, b) => b.took - a.took || a.commit - b.commit)
    .map(({ commit, took }) => {
      const { hash, subject, committed } = graph.at(commit)
      return { commit: hash, subject, date: committed, took, reason: null }
    })
}

/** What messages give as the reason: their first paragraph or bullet that is no trailer. */
export async function reasonsOf(commits: readonly string[], history: History): Promise<Map<string, string | null>> {
  const objects = await history.objects([...new Set(commits)])
  return new Map([...objects].map(([name, [commit]]) => [name, commit ? reasonOf(commit.message) : null]))
}

/** Git's second line when a merge is reverted: `This reverts commit X, reversing` / `changes made to Y.` */
const restOfRevert = /^changes made to [0-9a-f]{7,64}\.?$/

function reasonOf(message: string): string | null {
  const text = message.slice(0, 20_000)
  const { trailers, relations } = parseCommitMessage(text)
  const taken = new Set([...trailers, ...relations].map(({ line }) => line))
  const lines = text.split('\n').map((line) => line.trim())
  const subject = lines.findIndex((line) => line !== '')
  const body = lines.indexOf('', subject)
  const paragraph: string[] = []
  for (let n = body; body >= 0 && n < lines.length; n++) {
    const said = lines[n] as string
    const silent = said === '' || taken.has(n + 1) || /^[-=~*_]{3,}$/.test(said) || restOfRevert.test(said)
    const item = /^(?:[-*•]|\d+[.)])\s/.test(said)
    if (paragraph.length > 0 && (silent || item)) break
    if (!silent) paragraph.push(said.replace(/^[-*•]\s+/, ''))
  }
  const reason = paragraph.join(' ')
  if (reason === '') return null
  return reason.length > longest ? `${reason.slice(0, longest).trimEnd()}…` : reason
}
