/** Ranks commits for actions: local, without a model, each candidate with reasons that a person can check. */
import type { Config } from '../../model/config.ts'
import { dateOfId } from '../../model/ids.ts'
import type { Incident } from '../../model/incident.ts'
import { timesOf } from '../../model/phases.ts'
import { rowsOf } from '../document-rows.ts'
import type { History } from '../history.ts'
import type { Ledger, LedgerAction, LedgerIncident } from '../ledger.ts'
import { prosePaths } from '../prose-path.ts'
import { covered, type Fields, firstScore, hitsOf, nature, pathScore, sumOf, tuned } from './rank.ts'
import { indexOf, weightOf } from './bm25.ts'
import { type Corpus, type CorpusCommit, readCorpus } from './corpus.ts'
import { namedIn } from './named.ts'
import { type Query, queryOf } from './query.ts'
import { reasonsOf } from './reasons.ts'
import { type Counts, Vocabulary } from './vocabulary.ts'
import { type Days, distance, likelihood } from './when.ts'
import { readWork, type FileCounts } from './work.ts'

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
  /** Committer date, epoch seconds. */
  date: number
  /** Comparable within one action only. */
  score: number
  reasons: string[]
}

export interface Suggestion {
  action: string
  title: string
  candidates: Candidate[]
}

/** What is known of one action while commits are ranked for it. */
export interface Sought {
  incident: LedgerIncident
  action: LedgerAction
  query: Query
  weights: Float64Array
  /** The part of `weights` that is the title's. */
  title: Float64Array
  days: Days
  /** Days that the action's rows name, epoch seconds of their start. */
  dates: number[]
  /** The document calls it open to this day. */
  open: boolean
  /** Documentation is the work: a commit that changes only prose can be the answer. */
  wantsProse: boolean
}

/** Commits that are looked into, for each action. */
const lookedInto = 60
/** Commits of its days that are looked into for where they worked, whatever they say. */
const nearest = 30
const isNear = (days: number) => days > -1 && days < 3
const shown = 10
const year = 366 * 86_400
const aboutWords = /\b(?:document(?:ation|ed)?|runbook|readme|docs|checklist|playbook|wiki)\b|\.md\b/i

/** Never throws for what records, documents, messages or files hold; git's own errors pass through. */
export async function suggest(input: SuggestInput): Promise<Suggestion[]> {
  return rankAll(await prepare(input))
}

export async function prepare(input: SuggestInput) {
  const { history, ledger, config } = input
  const rows = new Map(input.records.map(({ incident, documentText }) => [incident.id, rowsOf(documentText ?? '')]))
  const wanted = ledger.incidents.flatMap((incident) =>
    incident.actions
      .filter(({ ref }) => input.actions.has(ref))
      .map((action) => ({ incident, action, query: queryOf(incident.record, action.record, rows.get(incident.record.id) ?? []) })),
  )
  if (wanted.length === 0) return null
  const vocabulary = new Vocabulary(wanted.flatMap(({ query }) => [...query.words.keys()]))
  const sought = wanted.map(
    (one): Sought => ({
      ...one,
      weights: vocabulary.weights(one.query.words),
      title: vocabulary.weights(new Map([...one.query.words].filter(([word]) => one.query.title.has(word)))),
      dates: datesOf(one.query),
      days: daysOf(one.incident.record),
      open: one.query.rows[0]?.status === 'todo',
      wantsProse: aboutWords.test(one.action.record.title),
    }),
  )
  const files = input.records.flatMap(({ file, document }) => [file, document])
  const isProse = prosePaths(config.paths['post-mortems'], files)
  const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
  const documentNames = new Map(
    input.records.flatMap(({ file, document, incident }) => [file, document].map((path) => [nameOf(path), incident.id] as const)),
  )
  const corpus = await readCorpus(history, {
    vocabulary,
    since: Math.min(...sought.map(({ days }) => days.started)) - year,
    isProse,
    documentNames,
    said: namedIn(input.records),
  })
  const commits = [...corpus.commits.values()]
  const fields: Fields = {
    message: indexOf(commits.map(({ message }) => message), vocabulary.size),
    paths: indexOf(commits.map(({ paths }) => paths), vocabulary.size),
    added: indexOf([], vocabulary.size),
  }
  const first = new Map(sought.map((one) => [one, rankFirst(one, corpus, fields)]))
  const chosen = [...new Set([...first.values()].flat())].sort((a, b) => a - b)
  const skips = (path: string) => documentNames.has(nameOf(path))
  const work = await readWork(history, corpus.graph, chosen, vocabulary, { skips, isProse })
  fields.added = indexOf([...work.values()].flatMap((files) => files.map(({ counts }) => counts)), vocabulary.size)
  return { vocabulary, sought, first, corpus, fields, work }
}

export function rankAll(prepared: Awaited<ReturnType<typeof prepare>>): Suggestion[] {
  if (!prepared) return []
  const { vocabulary, sought, first, corpus, fields, work } = prepared
  return sought.map((one) => ({
    action: one.action.ref,
    title: one.action.record.title,
    candidates: rank(vocabulary, one, first.get(one) ?? [], corpus, fields, work),
  }))
}

/** The best by message, paths and date: the only ones whose files are read. */
function rankFirst(sought: Sought, corpus: Corpus, fields: Fields): number[] {
  const ranked: [number, number][] = []
  const signs = signsOf(sought)
  const whole = weightOf(fields.message, sought.weights)
  for (const commit of corpus.commits.values()) {
    if (commit.twin) continue
    // A commit of the same days can have done it without a word.
    const base = firstScore(commit, sought.weights, fields) / whole + 0.05
    ranked.push([base * factor(sought, commit, corpus, signs), commit.number])
  }
  const best = ranked.sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, lookedInto)
  const near = [...corpus.commits.values()]
    .filter((commit) => commit.works && !commit.twin && !commit.merge && isNear(distance(dateOf(corpus, commit), sought.days)))
    .map((commit) => [pathScore(commit, sought.weights, fields), commit.number] as const)
    .filter(([score]) => score > 0)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1])
    .slice(0, nearest)
  return [...new Set([...best, ...near].map(([, number]) => number))]
}

function rank(vocabulary: Vocabulary, sought: Sought, first: readonly number[], corpus: Corpus, fields: Fields, work: ReadonlyMap<number, FileCounts[]>): Candidate[] {
  const { graph } = corpus
  const signs = signsOf(sought)
  const whole = weightOf(fields.message, sought.weights)
  const ranked = first.map((number) => {
    const commit = corpus.commits.get(number) as CorpusCommit
    const hits = hitsOf(commit, filesFor(sought, work.get(number)), sought.weights, fields)
    const words = sumOf(hits) / whole
    const { said, done } = covered(hits, sought.title, fields)
    const text = words * (1 - tuned.said + tuned.said * said) * (1 - tuned.done + tuned.done * done)
    return { commit, hits, score: text * factor(sought, commit, corpus, signs) }
  })
  return ranked
    .filter(({ score }) => score > 0.01)
    .sort((a, b) => b.score - a.score || a.commit.number - b.commit.number)
    .slice(0, shown)
    .map(({ commit, hits, score }) => {
      const { hash, subject, committed } = graph.at(commit.number)
      return {
        commit: hash,
        twins: graph.twins(commit.number).filter((n) => n !== commit.number).map((n) => graph.at(n).hash),
        subject,
        date: committed,
        score: Math.round(score * 1000) / 1000,
        reasons: reasonsOf(vocabulary, sought, commit, hits, dateOf(corpus, commit), signs.get(hash) ?? null),
      }
    })
}

/** Lines of prose count where prose is what is asked for: elsewhere they only repeat the item. */
function filesFor({ wantsProse }: Sought, files: readonly FileCounts[] = []): Counts[] {
  return files.filter(({ prose }) => wantsProse || !prose).map(({ counts }) => counts)
}

/** Commit → how the ledger ties it to the incident or the action already. */
function signsOf({ incident, action }: Sought): Map<string, 'related' | 'probable'> {
  const signs = new Map<string, 'related' | 'probable'>()
  for (const { commit, twins } of incident.links) for (const hash of [commit, ...twins]) if (hash) signs.set(hash, 'related')
  for (const { commit, twins, relation, via, strength } of action.links)
    // A row that turned to done with a commit that does not show the work says little about that commit.
    if ((relation === 'fixed' || relation === 'mitigated') && !(via === 'flip' && strength === 'probable')) for (const hash of [commit, ...twins]) if (hash) signs.set(hash, 'probable')
  return signs
}

function factor(sought: Sought, commit: CorpusCommit, corpus: Corpus, signs: ReadonlyMap<string, 'related' | 'probable'>): number {
  const date = dateOf(corpus, commit)
  const onNamedDay = sought.dates.some((day) => date >= day && date < day + 86_400)
  const days = distance(date, sought.days)
  const document = commit.changed > 200 ? undefined : commit.documents.get(sought.incident.record.id)
  const sign = signs.get(corpus.graph.at(commit.number).hash)
  const saysOpen = document !== undefined && sought.open
  return (
    (onNamedDay ? 1 : likelihood(days)) *
    nature(commit, sought.wantsProse) *
    (saysOpen ? tuned.open : document && commit.works ? tuned[document] : 1) *
    (sign ? tuned[sign] : 1)
  )
}

/** When the work was done: a rebase moves the committer date only. */
function dateOf({ graph }: Corpus, { number }: CorpusCommit): number {
  return graph.at(number).authored
}

function daysOf(incident: Incident): Days {
  const { started, resolved } = timesOf(incident)
  const named = Date.parse(`${dateOfId(incident.id)}T00:00:00Z`)
  const begun = (started?.epoch ?? (Number.isNaN(named) ? 0 : named)) / 1000
  return { started: begun, ended: Math.max(begun, (resolved?.epoch ?? 0) / 1000) }
}

function datesOf({ rows }: Query): number[] {
  const written = rows.flatMap(({ text }) => text.match(/\b20\d\d-\d\d-\d\d\b/g) ?? [])
  return [...new Set(written)].map((day) => Date.parse(`${day}T00:00:00Z`) / 1000).filter((day) => !Number.isNaN(day))
}
