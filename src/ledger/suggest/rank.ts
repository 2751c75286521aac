/** Puts the signs of one action together: what a commit says, where it worked, what it changed, when, and for whom. */
import { eachScore, type Index, weightOf } from './bm25.ts'
import type { CorpusCommit } from './corpus.ts'
import type { Sought } from './sought.ts'
import type { Counts } from './vocabulary.ts'
import { distance, likelihood } from './when.ts'
import type { FileCounts } from './work.ts'

/** By field; `lines` of the file that fits best. */
const fieldWeights = { message: 1, paths: 0.6, lines: 0.6 }

const factors = {
  /** The commit brings the document in, or changes it, and changes code too. */
  brings: 1.2,
  changes: 1.4,
  /** It brings in a document that calls the action open to this day. */
  open: 0.3,
  incident: 1.2,
  action: 1.5,
  proseOnly: 0.4,
  empty: 0.8,
  merge: 0.5,
  mass: 0.3,
}

/** How much of a score depends on the share of the title that a commit speaks of, and that its changes hold. */
const shares = { said: 0.6, done: 0.5 }

/** More files than one piece of work changes. */
const massChange = 200
const day = 86_400

export type Fields = Record<keyof typeof fieldWeights, Index>

/** What one word adds, and where it stands. */
export interface Hit {
  word: number
  field: keyof Fields
  score: number
}

/** Before files are read: message, paths and date. A commit of the same days can have done it without a word. */
export function firstScore(sought: Sought, commit: CorpusCommit, fields: Fields): number {
  const text = fieldScore('message', commit.message, sought, fields) + pathScore(sought, commit, fields)
  return (text / weightOf(fields.message, sought.weights) + 0.05) * factorOf(sought, commit)
}

export function pathScore(sought: Sought, commit: CorpusCommit, fields: Fields): number {
  return fieldScore('paths', commit.paths, sought, fields)
}

export function scoreOf(
  sought: Sought,
  commit: CorpusCommit,
  files: readonly FileCounts[],
  fields: Fields,
): { score: number; hits: Hit[] } {
  const hits = [
    ...hitsIn('message', commit.message, sought, fields),
    ...hitsIn('paths', commit.paths, sought, fields),
    ...bestFile(sought, files, fields),
  ]
  const words = sumOf(hits) / weightOf(fields.message, sought.weights)
  const said = share(hits, sought, fields)
  const done = share(
    hits.filter(({ field }) => field !== 'message'),
    sought,
    fields,
  )
  const text = words * (1 - shares.said * (1 - said)) * (1 - shares.done * (1 - done))
  return { score: text * factorOf(sought, commit), hits }
}

/** Lines of prose count where prose is what is asked for: elsewhere they only repeat the item. */
function bestFile(sought: Sought, files: readonly FileCounts[], fields: Fields): Hit[] {
  const hits = files
    .filter(({ prose }) => sought.wantsProse || !prose)
    .map(({ counts }) => hitsIn('lines', counts, sought, fields))
  return hits.toSorted((a, b) => sumOf(b) - sumOf(a))[0] ?? []
}

function hitsIn(field: keyof Fields, counts: Counts, { weights }: Sought, fields: Fields): Hit[] {
  const hits: Hit[] = []
  eachScore(fields[field], counts, weights, (word, score) => {
    hits.push({ word, field, score: score * fieldWeights[field] })
  })
  return hits
}

function fieldScore(field: keyof Fields, counts: Counts, { weights }: Sought, fields: Fields): number {
  let sum = 0
  eachScore(fields[field], counts, weights, (_, score) => {
    sum += score
  })
  return sum * fieldWeights[field]
}

function sumOf(hits: readonly Hit[]): number {
  return hits.reduce((sum, { score }) => sum + score, 0)
}

/** Share of the title's words that the hits hold, rare ones counting more. */
function share(hits: readonly Hit[], { title }: Sought, { message }: Fields): number {
  let sum = 0
  for (const word of new Set(hits.map((hit) => hit.word)))
    sum += (title[word] as number) * (message.rarity[word] as number)
  return sum / weightOf(message, title)
}

function factorOf(sought: Sought, commit: CorpusCommit): number {
  const { date, works, hash } = commit
  const onNamedDay = sought.dates.some((start) => date >= start && date < start + day)
  const when = onNamedDay ? 1 : likelihood(distance(date, sought.days))
  const sign = sought.signs.get(hash)
  const document = commit.changed > massChange ? undefined : commit.documents.get(sought.incident.record.id)
  const report = document && works ? factors[document === 'brings' && sought.open ? 'open' : document] : 1
  return when * nature(commit, sought.wantsProse) * report * (sign ? factors[sign] : 1)
}

/** Prose about the work, a merge and a mass change are hardly ever the work. */
function nature({ merge, changed, works }: CorpusCommit, wantsProse: boolean): number {
  if (merge) return factors.merge
  if (changed > massChange) return factors.mass
  if (changed === 0) return factors.empty
  return works || wantsProse ? 1 : factors.proseOnly
}
