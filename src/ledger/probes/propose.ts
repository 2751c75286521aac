/** What a commit did → declared checks that would notice when it is taken out again. */
import type { Probe } from '../../model/incident.ts'
import { tellingWords } from '../likeness.ts'
import { isNamed } from '../links.ts'
import { alertsIn, isRuleFile } from './alerts.ts'
import { readKeys } from './keys.ts'
import { leadsTo, leavesOf } from './leaves.ts'
import { isSecretPath, looksSecret } from './secret.ts'

/** A text file as a commit left it, and as it was; null when the commit added it. */
export interface ChangedText {
  path: string
  before: string | null
  after: string
}

/** Values changed by one commit, from which on it is a rewrite and none of them tells what it was about. */
const mostValues = 3
const shortest = 12
const longest = 120

/** Candidates, the most telling first; which of them pass now is for the caller to see. Lines only where nothing says more. */
export async function proposeProbes(title: string, changes: readonly ChangedText[]): Promise<Probe[]> {
  const open = changes.filter(({ path }) => !isSecretPath(path))
  const words = wordsOf(title)
  const alerts = alertProbes(title, open)
  if (alerts.length > 0) return alerts
  const fresh = open.filter(({ path, before }) => before === null && isNamedIn(title, path))
  if (fresh.length > 0) return fresh.map(({ path }) => ({ path }))
  const values = bestValues((await Promise.all(open.map(valueProbes))).flat(), words)
  return values.length > 0 ? values : lineProbes(title, open)
}

/** Those that say most of the title; of few also those that say nothing of it. */
function bestValues(values: readonly ValueProbe[], words: ReadonlySet<string>): ValueProbe[] {
  const shared = new Map(values.map((value) => [value, sharedWords(`${value.key.path} ${value.key.equals}`, words)]))
  const most = Math.max(0, ...shared.values())
  if (most === 0) return values.length <= mostValues ? [...values] : []
  return values.filter((value) => (shared.get(value) ?? 0) === most)
}

const speaksOfAlerts = /\b(?:alert(?:s|ing)?|rules?|prometheusrules?|monitor(?:s|ing)?|detect(?:s|ion)?)\b/i

/** Alerts that the commit brought in: the named ones, else those that say something of the title, else all of a few. */
function alertProbes(title: string, changes: readonly ChangedText[]): Probe[] {
  const fresh = changes
    .filter(({ path }) => isRuleFile(path))
    .flatMap(({ before, after }) => {
      const old = new Set(alertsIn(before ?? '').map(({ name }) => name))
      return alertsIn(after).flatMap(({ name }) => (old.has(name) ? [] : [name]))
    })
  const names = [...new Set(fresh)]
  const named = names.filter((name) => title.includes(name))
  const words = wordsOf(title)
  const about = names.filter((name) => sharedWords(name, words) > 0)
  const few = names.length <= mostValues * 2 ? names : []
  const meant = named.length > 0 || !speaksOfAlerts.test(title) ? named : about.length > 0 ? about : few
  return meant.map((alert) => ({ alert }))
}

/** As `tellingWords`, with `NFSMount` as two words. */
function wordsOf(text: string): Set<string> {
  return tellingWords(text.replace(/([A-Z])([A-Z][a-z])/g, '$1 $2'))
}

function sharedWords(text: string, words: ReadonlySet<string>): number {
  return [...wordsOf(text)].filter((word) => words.has(word)).length
}

function isNamedIn(title: string, path: string): boolean {
  return title.split(/[\s`'"(),;]+/).some((word) => /[./-]/.test(word) && isNamed(path, word.replace(/[.:]+$/, '')))
}

type ValueProbe = { key: { file: string; path: string; equals: string } }

/** Values that the commit set to something else, or set where nothing was. */
async function valueProbes({ path, before, after }: ChangedText): Promise<ValueProbe[]> {
  if (before === null) return []
  const [old, now] = [await readKeys(path, before), await readKeys(path, after)]
  if (typeof old === 'string' || typeof now === 'string') return []
  const was = leavesOf(old)
  const changed = [...leavesOf(now)].filter(([key, { text }]) => was.get(key)?.text !== text)
  if (changed.length > mostValues * 3) return []
  return changed
    .filter(([key, { text }]) => isStable(text) && !looksSecret(`${key} ${text}`) && leadsTo(now, key))
    .map(([key, { text }]) => ({ key: { file: path, path: key, equals: text } }))
}

/** A value that stays what it is until somebody means to change it: one line, no version, digest, date or template. */
function isStable(text: string): boolean {
  return text.trim() !== '' && text.length <= longest && !/[\n\r]/.test(text) && !changesByItself.test(text)
}

const changesByItself = /\d+\.\d+|\bv\d+\b|\b[0-9a-f]{7,}\b|\d{4}-\d{2}-\d{2}|\{\{|\$\{/i

const comment = /^(?:#|\/\/|\/\*|\*|--|<!--|;|%|\{\{-?\s*\/\*|"""|rem\b)/i

const prose = /\.(?:md|markdown|mdx|rst|adoc|txt)$/i
const speaksOfProse = /\b(?:docs?|document(?:s|ed|ation)?|runbooks?|readme|guide|describe|record|note)\b/i

interface Line {
  path: string
  line: string
  shared: number
  score: number
}

/** A word may be shared by chance. */
const leastShared = 2

/** Added lines that stand alone in their file, those that say most of the title first; of few lines also those that say none. */
function lineProbes(title: string, changes: readonly ChangedText[]): Probe[] {
  const words = wordsOf(title)
  const lines = changes
    .filter(({ path }) => !prose.test(path) || speaksOfProse.test(title))
    .flatMap((change) => addedLines(change, words))
  const about = lines.filter(({ shared }) => shared >= leastShared)
  return (about.length > 0 || lines.length > mostValues ? about : lines)
    .sort((a, b) => b.score - a.score)
    .slice(0, mostValues)
    .map(({ path, line }) => ({ file: path, contains: line }))
}

function addedLines({ path, before, after }: ChangedText, words: ReadonlySet<string>): Line[] {
  const all = trimmed(after)
  const old = new Set(trimmed(before ?? ''))
  return all
    .filter((line) => !old.has(line) && isTelling(line))
    .map((line) => ({ path, line, shared: sharedWords(line, words), score: scoreOf(line, words) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 20)
    .filter(({ line }) => after.indexOf(line) === after.lastIndexOf(line) && !before?.includes(line))
}

function trimmed(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trim())
}

/** Not one that a formatter aligns, either: it would be written otherwise by the next commit. */
function isTelling(line: string): boolean {
  if (line.length < shortest || line.length > longest || comment.test(line) || /\S[ \t]{2,}\S/.test(line)) return false
  return /[\p{L}]{4}/u.test(line) && !changesByItself.test(line) && !looksSecret(line)
}

/** Of lines that say as much, a handful of words is better than a sentence, and better than a lone name. */
function scoreOf(line: string, words: ReadonlySet<string>): number {
  const { size } = wordsOf(line)
  return sharedWords(line, words) * 3 + Math.min(size, 6) / 6 - Math.max(0, size - 10) / 5
}
