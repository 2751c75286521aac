/** Ranks commits that look like incidents without a record: by their words, reverts and bursts of fixes in one place. */

import type { MessageOptions } from '../../message/facts.ts'
import { isDocument } from '../../message/mentions.ts'
import { messageOptions } from '../../message/options.ts'
import { parseCommitMessage } from '../../message/parse.ts'
import type { Config } from '../../model/config.ts'
import { fileName } from '../../model/file-name.ts'
import type { History, HistoryCommit, PathChange } from '../history.ts'
import type { Ledger } from '../ledger.ts'
import { coverage, tellingWords } from '../likeness.ts'
import { type ProsePath, prosePaths } from '../prose-path.ts'
import { type Alarm, AlarmCounts, alarmOf } from './alarm-words.ts'

export interface UnrecordedIncident {
  /** The subject of the commit that tells most. */
  title: string
  /** Author date of the first commit, epoch seconds. */
  date: number
  score: number
  /** Oldest first, ten at most. */
  commits: { commit: string; subject: string; date: number }[]
  /** The commit that tells most: what a record can be drafted from. */
  best: string
  reasons: string[]
}

interface Suspect {
  hash: string
  subject: string
  date: number
  score: number
  share: number
  words: string[]
  fixes: boolean
  places: Set<string>
}

/** Commits whose changes are looked at. */
const lookedInto = 1_500
const shown = 20
const leastScore = 3
const day = 86_400
/** Commits of one incident are no further apart. */
const together = 1.5 * day

/** Best first. @throws git's own errors */
export async function unrecordedIncidents(
  history: History,
  ledger: Ledger,
  config: Config,
): Promise<UnrecordedIncident[]> {
  const known = knownCommits(ledger)
  const suspects = await findSuspects(history, ledger, config, known)
  const groups = groupOf(suspects)
  return groups
    .map(toIncident)
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score || b.date - a.date)
    .slice(0, shown)
}

/** All that the ledger ties to a record already. */
function knownCommits({ incidents }: Ledger): Set<string> {
  const links = incidents.flatMap(({ links, actions }) => [...links, ...actions.flatMap((action) => action.links)])
  return new Set(links.flatMap(({ commit, twins }) => [commit, ...twins]).filter((hash) => hash !== null))
}

async function findSuspects(
  history: History,
  ledger: Ledger,
  config: Config,
  known: ReadonlySet<string>,
): Promise<Suspect[]> {
  const options = messageOptions(config.messages)
  const suspects: (Suspect & { alarm: Alarm })[] = []
  const counts = new AlarmCounts()
  const seen = new Set<string>()
  for await (const commit of history.commits()) {
    const end = /\r?\n\s*\r?\n|$/.exec(commit.message)?.index ?? commit.message.length
    const alarm = alarmOf(commit.message.slice(0, end), commit.message.slice(end))
    counts.add(alarm)
    const suspect = known.has(commit.hash) || alarm.hits.length === 0 ? null : suspectOf(commit, options)
    // The same change on two merged lineages is one.
    const key = `${commit.authored} ${suspect?.subject}`
    if (suspect && !seen.has(key) && seen.add(key))
      suspects.push({ ...suspect, words: [...suspect.words, ...alarm.written], alarm })
  }
  for (const suspect of suspects) suspect.score = (suspect.score + counts.score(suspect.alarm)) * suspect.share
  const best = suspects
    .filter(({ score, fixes }) => score >= 1 || fixes)
    .sort((a, b) => b.score - a.score)
    .slice(0, lookedInto)
  const changes = await history.changes(best.map(({ hash }) => hash))
  const isProse = prosePaths(config.paths['post-mortems'], [])
  const covers = coveredBy(ledger, [...(await history.tree([])).keys()].filter(isDocument))
  return best.filter((suspect) => {
    const changed = changes.get(suspect.hash) ?? []
    suspect.places = placesOf(changed, isProse)
    return changed.some(({ path }) => !isProse(path)) && !covers(suspect, changed)
  })
}

/** Without the score of its words: how rare they are is known at the end of history. */
function suspectOf(
  { hash, message, authored, parents }: HistoryCommit,
  options: Partial<MessageOptions>,
): Suspect | null {
  if (parents.length > 1) return null
  const { subject, causes, header } = parseCommitMessage(message, options)
  return {
    hash,
    subject,
    date: authored,
    score: causes.length > 0 ? 3 : 0,
    // What a type calls new or prose is hardly ever the repair of something.
    share: /^(?:feat|docs?|chore)$/i.test(header.type ?? '') ? 0.4 : 1,
    words: causes.length > 0 ? ['caused by another commit'] : [],
    fixes: /\b(?:hot-?)?fix(?:es|ed)?\b/i.test(subject),
    places: new Set(),
  }
}

/** Folders, not of prose: two commits in the same one are about the same thing. */
function placesOf(changes: readonly PathChange[], isProse: ProsePath): Set<string> {
  const work = changes.slice(0, 200).filter(({ path }) => path.includes('/') && !isProse(path))
  return new Set(work.map(({ path }) => path.slice(0, path.lastIndexOf('/'))))
}

/** True for a commit that a record or post-mortem tells of already: it touches it, or has its days and words. */
function coveredBy(
  { incidents, loose }: Ledger,
  documents: readonly string[],
): (suspect: Suspect, changes: readonly PathChange[]) => boolean {
  const told = [
    ...incidents.map(({ record, file, document }) => ({ id: record.id, files: [file, document] })),
    ...loose.map(({ id, file }) => ({ id, files: [file] })),
    ...documents.map((file) => ({ id: fileName(file).replace(/\.[^.]+$/, ''), files: [file] })),
  ].map(({ id, files }) => ({
    names: new Set(files.map((file) => fileName(file))),
    // `[PM-2026-04-14]`
    dated: id.slice(0, 10),
    from: Date.parse(`${id.slice(0, 10)}T00:00:00Z`) / 1000,
    words: tellingWords(id.slice(11)),
  }))
  return ({ subject, date, places }, changes) => {
    const changed = changes.map(({ path }) => fileName(path))
    const said = tellingWords(`${subject} ${[...places].join(' ')}`)
    return told.some(({ names, dated, from, words }) => {
      if (changed.some((name) => names.has(name)) || subject.includes(dated)) return true
      const near = date >= from - day && date < from + 3 * day
      return near && [...words].filter((word) => said.has(word)).length >= 1
    })
  }
}

/** Commits of the same days in the same place, or in the same words. */
function groupOf(suspects: readonly Suspect[]): Suspect[][] {
  const groups: Suspect[][] = []
  for (const suspect of suspects.toSorted((a, b) => a.date - b.date)) {
    const group = groups.findLast(
      (members) =>
        suspect.date - (members[0] as Suspect).date < together && members.some((member) => belong(member, suspect)),
    )
    if (group) group.push(suspect)
    else groups.push([suspect])
  }
  return groups
}

function belong(a: Suspect, b: Suspect): boolean {
  if ([...a.places].some((place) => b.places.has(place) && a.places.size <= 3 && b.places.size <= 3)) return true
  const [one, other] = [tellingWords(a.subject), tellingWords(b.subject)]
  return one.size >= 3 && other.size >= 3 && (coverage(one, other) >= 0.6 || coverage(other, one) >= 0.6)
}

function toIncident(group: readonly Suspect[]): UnrecordedIncident {
  const [best, ...others] = group.toSorted((a, b) => b.score - a.score || a.date - b.date) as [Suspect, ...Suspect[]]
  const fixes = group.filter(({ fixes }) => fixes).length
  // Several commits in a row say that it was no ordinary change.
  const burst = Math.min(3, 0.3 * others.reduce((sum, { score }) => sum + score, 0))
  const place = mostCommon(group.flatMap(({ places }) => [...places]))
  const words = [...new Set([best, ...others].flatMap((one) => one.words))].slice(0, 5)
  const hours = Math.round(((group.at(-1) as Suspect).date - (group[0] as Suspect).date) / 3600)
  const reasons = [
    words.length > 0 && `says ${words.join(', ')}`,
    group.length > 1 && `${group.length} commits${fixes > 1 ? `, ${fixes} of them fixes,` : ''} within ${hours || 1} h`,
    place && `in ${place}`,
  ]
  return {
    title: best.subject,
    date: (group[0] as Suspect).date,
    score: Math.round((best.score + burst) * 100) / 100,
    commits: group.slice(0, 10).map(({ hash, subject, date }) => ({ commit: hash, subject, date })),
    best: best.hash,
    reasons: reasons.filter((reason) => typeof reason === 'string' && reason !== '') as string[],
  }
}

function mostCommon(names: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? null
}
