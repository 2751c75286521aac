/** Actions that messages state: close-out items with their status, bullets as work that the commit did, follow-ups. */
import type { Bullet, CommitFacts } from '../../message/facts.ts'
import type { ActionStatus } from '../../model/words.ts'
import { keysOf } from '../evidence/bullets.ts'
import { tellingWords } from '../likeness.ts'
import { isNamed } from '../links.ts'
import type { DraftCommit } from './draft.ts'

export interface DraftAction {
  priority?: string
  title: string
  addresses?: string[]
  status: ActionStatus
  resolution?: string
  commits?: { commit: string; subject: string; author: string; date: string; paths: string[] }[]
}

/** Lists of what is left to do, and lists that describe rather than do. */
const later = /\b(?:follow[- ]?ups?|next steps?|to[- ]?do|later|remaining (?:work|steps|items))\b/i
const described =
  /^(?:remaining|files?|tests?|tested|verified|verification|notes?|refs?|see also|affected|result|impact|timeline|(?:root[- ]?)?causes?|before|after|why)\b/i

export function draftActions(commits: readonly DraftCommit[], causes: readonly { id: string; title: string }[]) {
  return commits.flatMap((commit) => {
    const closed = commit.facts.closeOuts.flatMap(({ items }) => items)
    return [
      ...closed.map(
        ({ text, priority, status, reason }): DraftAction => ({
          ...(priority && { priority }),
          title: capital(text),
          status,
          ...(reason && { resolution: reason }),
        }),
      ),
      ...statements(commit.facts).map((bullet) => fromBullet(bullet, commit, causes)),
    ]
  })
}

/** The bullets that say what was done. Where some name a file, lists without one are descriptions. */
function statements({ bullets, closeOuts }: CommitFacts): Bullet[] {
  const closing = new Set(closeOuts.flatMap(({ items }) => items.map(({ line }) => line)))
  const top = bullets.filter(
    ({ depth, line, heading, text }) =>
      depth === 0 && !closing.has(line) && !described.test(heading ?? '') && text.split(/\s+/).length >= 3,
  )
  const keyed = new Set(top.filter(({ key }) => key !== null).map(({ heading }) => heading))
  if (keyed.size === 0) return closing.size > 0 ? [] : top
  return top.filter(({ heading }) => keyed.has(heading) || later.test(heading ?? ''))
}

function fromBullet(
  bullet: Bullet,
  commit: DraftCommit,
  causes: readonly { id: string; title: string }[],
): DraftAction {
  const text = bullet.text.replace(/\s+/g, ' ').trim()
  const title = capital(shortened(text))
  const addresses = causeOf(`${bullet.key ?? ''} ${text}`, causes)
  const base = {
    title,
    ...(addresses && { addresses: [addresses] }),
  }
  const rest = title.length < text.replace(/\.$/, '').length ? { resolution: capital(text) } : {}
  if (later.test(bullet.heading ?? '')) return { ...base, status: 'todo', ...rest }
  const { hash, author, authored, facts, changes } = commit
  const keys = keysOf(bullet.key ?? '')
  const named = changes
    .map(({ path }) => path)
    .filter((path) => keys.some((key) => isNamed(path, key)) || names(text, path))
  const date = new Date(authored * 1000).toISOString().replace('.000Z', 'Z')
  return {
    ...base,
    status: 'done',
    ...rest,
    commits: [{ commit: hash, subject: facts.subject, author, date, paths: named.toSorted() }],
  }
}

/** The text names the file itself: `…; pgbouncer.tf gets an annotation`. */
function names(text: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return (
    name.includes('.') && new RegExp(`(?<![\\w.-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`).test(text)
  )
}

/** The cause that the words of a bullet repeat most of, when one is clearly ahead. */
function causeOf(text: string, causes: readonly { id: string; title: string }[]): string | null {
  const words = tellingWords(text)
  const scored = causes
    .map(({ id, title }) => ({ id, held: [...tellingWords(title)].filter((word) => words.has(word)).length }))
    .sort((a, b) => b.held - a.held)
  const [best, next] = scored
  return best && best.held >= 2 && best.held > (next?.held ?? 0) ? best.id : null
}

/** A title that fits a line: cut before a reason or an aside when it is longer; all of it goes to the resolution. */
function shortened(text: string): string {
  const whole = text.replace(/\.$/, '')
  if (whole.length <= 80) return whole
  const cut = /^(.{24,100}?)(?=\s+(?:so|because|since|which|until)\s|\s*[;(—–]|[.,]\s)/.exec(whole)?.[1]
  return cut ?? whole
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
