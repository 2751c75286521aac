/**
 * The second sign: what a commit changed shows what an action asks for. Words of a message or a row say that it was done;
 * lines and paths that hold the things that the action names make it certain.
 */
import type { Incident } from '../../model/incident.ts'
import type { Evidence, Scene } from '../evidence.ts'
import type { History } from '../history.ts'
import type { Via } from '../ledger.ts'
import { coverage } from '../likeness.ts'
import { type NamedThing, namedThings, squeezed } from '../named-things.ts'
import { isName, termsOfToken, tokensOf } from '../terms.ts'
import { type Work, worksOf } from '../work.ts'

type Action = Incident['actions'][number]

/** To look into something leaves no lines that would show it. */
const looksOnly =
  /^(?:investigate|evaluate|consider|review|verify|explore|assess|research|decide|discuss|check (?:if|whether|that))\b/i

export function onlyLooks(title: string): boolean {
  return looksOnly.test(title.trim())
}

const provable: ReadonlySet<Via> = new Set(['bullet', 'flip', 'document'])

/** More commits than speak of the incidents of one repository. */
const mostRead = 2_000

/** Makes what bullets and rows of documents say certain where the commit's own changes show it. @throws git's own errors */
export async function prove(scene: Scene, history: History, skips: (path: string) => boolean): Promise<void> {
  const open = scene.evidence.filter(
    ({ via, strength, commit }) => commit !== null && strength === 'probable' && provable.has(via),
  )
  const commits = [...new Set(open.map(({ commit }) => scene.graph.at(commit as number).hash))].slice(0, mostRead)
  for await (const work of worksOf(history, commits, skips)) {
    const number = scene.graph.number(work.commit)
    const shown = shownBy(work)
    for (const sign of open) if (sign.commit === number && isShown(scene, sign, shown)) sign.strength = 'certain'
  }
}

export interface Shown {
  words: ReadonlySet<string>
  /** Lines and paths without anything but letters and digits. */
  squeezed: string
  paths: readonly string[]
}

export function shownBy({ paths, files }: Work): Shown {
  const text = [...paths, ...files.flatMap(({ added, removed }) => [...added, ...removed])].join('\n')
  return { words: wordsOf(text), squeezed: text.split(/\s+/).map(squeezed).join(' '), paths }
}

function isShown(scene: Scene, sign: Evidence, shown: Shown): boolean {
  const incident = scene.incidents.find(({ id }) => id === sign.incident)
  const action = incident?.actions.find(({ id }) => id === sign.action)
  if (!incident || !action) return false
  const facts = scene.speaking.get(sign.commit as number)
  const { subject } = scene.graph.at(sign.commit as number)
  return shows(shown, action, incident.actions, sign.note ?? '', `${subject}\n${facts?.body ?? ''}`)
}

/** `statement`: the bullet that speaks of the action; `message`: all that the commit says. */
export function shows(
  shown: Shown,
  { id, title }: Pick<Action, 'id' | 'title'>,
  siblings: readonly Pick<Action, 'id' | 'title'>[],
  statement: string,
  message: string,
): boolean {
  if (onlyLooks(title)) return false
  const things = namedThings(title)
  if (!things.every((thing) => holds(shown, thing))) return false
  const wanted = plainWords(title)
  const inWork = coverage(wanted, shown.words)
  if (inWork < (things.length > 0 ? 0.3 : 0.6)) return false
  if (coverage(wanted, new Set([...shown.words, ...wordsOf(message)])) < 0.75) return false
  // Words that its siblings have as well tell nothing about which of them was done.
  const others = new Set(siblings.filter((one) => one.id !== id).flatMap((one) => [...plainWords(one.title)]))
  const own = new Set([...wanted].filter((word) => !others.has(word)))
  return own.size === 0 || coverage(own, new Set([...shown.words, ...wordsOf(statement)])) >= 0.5
}

export function holds({ words, squeezed: text, paths }: Shown, { written, kind }: NamedThing): boolean {
  const name = squeezed(written)
  if (kind === 'value') return words.has(name) || words.has(`=${name}`)
  if (kind === 'file' && paths.some((path) => `/${path}`.endsWith(`/${written}`))) return true
  return text.includes(name)
}

function wordsOf(text: string): Set<string> {
  return new Set([...tokensOf(text)].flatMap(([token]) => termsOfToken(token).map(({ word }) => word)))
}

function plainWords(title: string): Set<string> {
  return new Set([...wordsOf(title)].filter((word) => !isName(word)))
}
