/** Ranks commits for actions: local, without a model, each candidate with reasons that a person can check. */

import type { Config } from '../../model/config.ts'
import { fileName } from '../../model/file-name.ts'
import type { Incident } from '../../model/incident.ts'
import { rowsOf } from '../document-rows.ts'
import type { History } from '../history.ts'
import type { Ledger } from '../ledger.ts'
import { prosePaths } from '../prose-path.ts'
import { indexOf } from './bm25.ts'
import { type Corpus, type CorpusCommit, readCorpus } from './corpus.ts'
import { namedIn } from './named.ts'
import { type Fields, firstScore, pathScore, scoreOf } from './rank.ts'
import { reasonsOf } from './reasons.ts'
import { type Sought, soughtOf } from './sought.ts'
import { distance } from './when.ts'
import { type FileCounts, readWork } from './work.ts'

export interface SuggestInput {
  records: readonly { file: string; incident: Incident; document: string; documentText: string | null }[]
  ledger: Ledger
  config: Config
  history: History
  /** Refs of the actions that commits are wanted for. */
  actions: ReadonlySet<string>
}

export interface Candidate {
  commit: string
  twins: string[]
  subject: string
  /** Author date, epoch seconds: when the work was done, whatever was rebased since. */
  date: number
  /** Comparable within one action only. */
  score: number
  reasons: string[]
}

export interface Suggestion {
  action: string
  title: string
  /** Best first, ten at most. */
  candidates: Candidate[]
}

/** Commits whose files are read, for each action: the best by message, paths and date … */
const lookedInto = 40
/** … and those of the incident's days that worked in the same places, whatever they say. */
const near = { most: 20, from: -1, to: 3 }
const shown = 10
const year = 366 * 86_400
const leastScore = 0.01

/** Never throws for what records, documents, messages or files hold; git's own errors pass through. */
export async function suggest(input: SuggestInput): Promise<Suggestion[]> {
  const { history, ledger, records } = input
  const rows = new Map(records.map(({ incident, documentText }) => [incident.id, rowsOf(documentText ?? '')]))
  const wanted = ledger.incidents.flatMap((incident) =>
    incident.actions.filter(({ ref }) => input.actions.has(ref)).map((action) => ({ incident, action })),
  )
  const sought = soughtOf(wanted, rows)
  const [any] = sought
  if (!any) return []
  const { vocabulary } = any
  const files = records.flatMap(({ file, document, incident }) => [file, document].map((path) => [path, incident.id]))
  const isProse = prosePaths(
    input.config.paths['post-mortems'],
    files.map(([path]) => path as string),
  )
  const documentNames = new Map(files.map(([path, id]) => [fileName(path as string), id as string]))
  const since = Math.min(...sought.map(({ days }) => days.started)) - year
  const corpus = await readCorpus(history, { vocabulary, since, isProse, documentNames, said: namedIn(records) })
  const commits = [...corpus.commits.values()].filter(({ twin }) => !twin)
  const fields: Fields = {
    message: indexOf(
      commits.map(({ message }) => message),
      vocabulary.size,
    ),
    paths: indexOf(
      commits.map(({ paths }) => paths),
      vocabulary.size,
    ),
    lines: indexOf([], vocabulary.size),
  }
  const chosen = sought.map((one) => choose(one, commits, fields))
  const isOwn = (path: string) => documentNames.has(fileName(path))
  const work = await readWork(history, corpus.graph, [...new Set(chosen.flat())], vocabulary, { skips: isOwn, isProse })
  fields.lines = indexOf(
    [...work.values()].flatMap((all) => all.map(({ counts }) => counts)),
    vocabulary.size,
  )
  return sought.map((one, n) => ({
    action: one.action.ref,
    title: one.action.record.title,
    candidates: rank(one, chosen[n] as number[], corpus, fields, work),
  }))
}

/** The only commits whose files are read. */
function choose(sought: Sought, commits: readonly CorpusCommit[], fields: Fields): number[] {
  const isNear = ({ date, works, merge }: CorpusCommit) => {
    const days = distance(date, sought.days)
    return works && !merge && days > near.from && days < near.to
  }
  const best = highest(commits, (commit) => firstScore(sought, commit, fields), lookedInto)
  const placed = highest(commits.filter(isNear), (commit) => pathScore(sought, commit, fields), near.most)
  return [...new Set([...best, ...placed])]
}

function highest(commits: readonly CorpusCommit[], scoreOf: (commit: CorpusCommit) => number, most: number): number[] {
  return commits
    .map((commit) => ({ number: commit.number, score: scoreOf(commit) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.number - b.number)
    .slice(0, most)
    .map(({ number }) => number)
}

function rank(
  sought: Sought,
  chosen: readonly number[],
  { graph, commits }: Corpus,
  fields: Fields,
  work: ReadonlyMap<number, FileCounts[]>,
): Candidate[] {
  return chosen
    .map((number) => {
      const commit = commits.get(number) as CorpusCommit
      return { commit, ...scoreOf(sought, commit, work.get(number) ?? [], fields) }
    })
    .filter(({ score }) => score > leastScore)
    .sort((a, b) => b.score - a.score || a.commit.number - b.commit.number)
    .slice(0, shown)
    .map(({ commit, hits, score }) => {
      const { number, hash, date } = commit
      const twins = graph.twins(number).filter((n) => n !== number)
      return {
        commit: hash,
        twins: twins.map((n) => graph.at(n).hash),
        subject: graph.at(number).subject,
        date,
        score: Math.round(score * 1000) / 1000,
        reasons: reasonsOf(sought, commit, hits, date, sought.signs.get(hash) ?? null),
      }
    })
}
