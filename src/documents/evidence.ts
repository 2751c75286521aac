/** Which commits answer an action, one entry per commit however many ways it was found. */

import type { Link } from '../ledger/ledger.ts'
import { Phrase, phrase } from '../markdown/phrase.ts'
import type { Forge } from '../model/config.ts'
import { isAnswer } from '../model/words.ts'
import { commitPhrase } from './commit-link.ts'

/** Names of files that a cell has room for. */
const someFiles = 3
const someCommits = 3

/** Links that say the work was done, the oldest first; of several to one commit the surest, with the files of all. */
export function answersOf(links: readonly Link[]): Link[] {
  const answers = new Map<string, Link>()
  for (const link of links) {
    if (!isAnswer(link.relation)) continue
    const key = link.commit ?? `recorded ${link.recorded}`
    const known = answers.get(key)
    const better = !known || (known.strength === 'probable' && link.strength === 'certain') ? link : known
    const paths = [...new Set([...(known?.paths ?? []), ...link.paths])]
    answers.set(key, { ...better, paths, liveness: better.liveness ?? known?.liveness ?? link.liveness })
  }
  return [...answers.values()].sort((a, b) => (a.date ?? Infinity) - (b.date ?? Infinity) || 0)
}

/** Answers whose commit is in this history: what proves work. */
export function landed(links: readonly Link[]): Link[] {
  return answersOf(links).filter(({ commit, landed }) => commit !== null && landed !== false)
}

/** `[4e88298](…) values.yaml, pgbouncer.ini` for each commit. */
export function wherePhrase(links: readonly Link[], forge: Forge | null): Phrase {
  const answers = answersOf(links)
  const shown = answers.slice(0, someCommits).map((link) => {
    if (link.commit === null) return phrase`${Phrase.code(link.recorded ?? '')} not found`
    const doubt = [link.strength === 'probable' && 'probable', link.landed === false && 'not merged'].filter(Boolean)
    const files = filesPhrase(link.paths)
    const note = doubt.length ? Phrase.text(`(${doubt.join(', ')})`) : Phrase.empty
    return Phrase.join([commitPhrase(forge, link.commit), note, files], ' ')
  })
  const more = answers.length - shown.length
  return Phrase.join([...shown, more > 0 ? Phrase.text(`${more} more`) : Phrase.empty], '; ')
}

function filesPhrase(paths: readonly string[]): Phrase {
  const names = [...new Set(paths.map((path) => path.split('/').at(-1) ?? path))]
  const shown = names.slice(0, someFiles).map((name) => Phrase.text(name))
  const more = names.length - shown.length
  return Phrase.join([...shown, more > 0 ? Phrase.text(`${more} more`) : Phrase.empty], ', ')
}
