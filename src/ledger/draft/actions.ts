/** Actions that messages state: close-out items with their status, bullets as work that the commit did, follow-ups. */

import type { Bullet, CommitFacts } from '../../message/facts.ts'
import { isDocument } from '../../message/mentions.ts'
import { fileName } from '../../model/file-name.ts'
import type { ActionStatus } from '../../model/words.ts'
import { keysOf } from '../evidence/bullets.ts'
import { tellingWords } from '../likeness.ts'
import { isNamed } from '../links.ts'
import { prosePaths } from '../prose-path.ts'
import type { DraftCommit } from './draft.ts'
import { capital, paragraphsOf, plainText, sentencesOf, shortened } from './prose.ts'

export interface DraftAction {
  priority?: string
  title: string
  addresses?: string[]
  status: ActionStatus
  resolution?: string
  commits?: { commit: string; subject: string; author: string; date: string; paths: string[] }[]
}

/** Lists of what is left to do, of what was done outside of git, and lists that describe rather than do. */
const later =
  /\b(?:follow[- ]?ups?|next steps?|to[- ]?do|(?:for|do|done) later|deferred|still (?:open|to do|missing)|remaining (?:work|steps|items|tasks))\b/i
const outside =
  /^(?:(?:manual|live|immediate|emergency) (?:\w+ )?(?:steps|actions|recovery|rollback|mitigation)|recovery (?:actions|steps)|recovered|out[- ]of[- ]band|(?:already )?(?:done|applied|run) (?:live|by hand|manually|out[- ]of[- ]band))\b|\b(?:before this commit|out[- ]of[- ]band)\b/i
const described = new RegExp(
  `^(?:${[
    'remaining|files?|tests?|tested|test plan|verif\\w*|validat\\w*|checked|notes?|refs?|references|see also|affected|results?|impact|timeline',
    '(?:the )?(?:\\w+ )?(?:root[- ]?)?causes?|before|after|why|symptoms?|findings?|observed|evidence|background|context|rationale|reasons?|benefits?',
    'caveats?|trade-?offs?|limitations?|out of scope|not (?:in scope|included|changed|done)|unchanged|known issues?|problems?|issues?|what (?:happened|went wrong|broke)',
    'measured|numbers|usage|example|how (?:it works|to)|(?:live|current|end) state|rollback|lessons?|detection|alternatives|considered',
  ].join('|')})\\b`,
  'i',
)
/** A bullet that tells rather than does, whatever list it is in. */
const remark =
  /^(?:verified|validated|tested|checked|notes?|nb|root cause|cause|why|before|after|symptoms?|impact|background|context|out of scope|not (?:done|included|changed|touched)|no (?:code |functional )?changes?|unchanged|see|refs?|co-authored-by)\b\s*(?:[:—–(-]|$)/i
/** Work on the write-up itself. */
const writeUp =
  /^(?:(?:add|adds|added|write|wrote|update[sd]?|extend(?:ed)?|link(?:ed|s)?|new|mark(?:ed)?|docs?:?)\s)?(?:the\s|full\s|this\s)?(?:\S+\s)?post-?mortems?\b/i

export interface DraftChange {
  relation: 'mitigated'
  what: string
}

export function draftActions(commits: readonly DraftCommit[], causes: readonly { id: string; title: string }[]) {
  return commits.flatMap((commit) => {
    const { facts } = commit
    const closed = facts.closeOuts.flatMap(({ items }) => items)
    const done = statements(facts)
    const stated = done.some(({ heading }) => !later.test(heading ?? ''))
    const own = stated || closed.length > 0 ? [] : whatItSays(commit)
    return [
      ...closed.map(
        ({ text, priority, status, reason }): DraftAction => ({
          ...(priority && { priority }),
          title: capital(plainText(text)),
          status,
          ...(reason && { resolution: reason }),
        }),
      ),
      ...[...done, ...own].map((bullet) => fromBullet(bullet, commit, causes)),
      ...followUps(facts).map((bullet) => fromBullet(bullet, commit, causes)),
    ]
  })
}

/** What was done by hand, before or beside the commit: changes of the incident, never work of this commit. */
export function draftChanges(commits: readonly DraftCommit[]): DraftChange[] {
  return commits
    .flatMap(({ facts }) => facts.bullets)
    .filter(({ depth, key, heading }) => depth === 0 && key === null && outside.test(heading ?? ''))
    .map(({ text }) => ({ relation: 'mitigated', what: capital(plainText(text)) }))
}

/** The bullets that say what was done. Where some name a file, lists without one are descriptions. */
function statements(facts: CommitFacts): Bullet[] {
  const { bullets, closeOuts } = facts
  const closing = new Set(closeOuts.flatMap(({ items }) => items.map(({ line }) => line)))
  const prose = paragraphsOf(facts.body).filter((paragraph) => paragraph.includes(' + '))
  const top = bullets.filter(({ depth, line, heading, key, text }) => {
    if (depth !== 0 || closing.has(line) || text.split(/\s+/).length < (key ? 2 : 3)) return false
    if (described.test(heading ?? '') && !later.test(heading ?? '')) return false
    if (outside.test(heading ?? '') && key === null) return false
    // A wrapped line of prose that happens to begin with a plus is no item.
    const wrapped = heading === null && prose.some((paragraph) => paragraph.includes(` + ${text.slice(0, 40)}`))
    return !wrapped && !remark.test(text) && !isWriteUp(key, text)
  })
  const keyed = new Set(top.filter(({ key }) => key !== null).map(({ heading }) => heading))
  if (keyed.size === 0) return closing.size > 0 ? [] : top
  return top.filter(({ heading }) => keyed.has(heading) || later.test(heading ?? ''))
}

function isWriteUp(key: string | null, text: string): boolean {
  const [first = ''] = text.split(/\s/)
  return (
    isDocument(first.replaceAll('`', '')) ||
    keysOf(key ?? '').some((name) => isDocument(name) || /^post-?mortems?$/i.test(name)) ||
    writeUp.test(text)
  )
}

/** `Fix: x` in prose, else the subject when the commit changes more than words. */
function whatItSays({ facts, changes }: DraftCommit): Bullet[] {
  const isProse = prosePaths('post-mortems', [])
  if (!changes.some(({ path }) => !isProse(path))) return []
  const fix = /^(?:the )?(?:fix(?:es)?|solution|remediation)(?:\s\([^()]{1,80}\))?:\s+(.+)$/i
  const said = sentencesOf(facts.body).flatMap((sentence) => fix.exec(plainText(sentence))?.[1] ?? [])
  const text = said[0] ?? facts.header.text
  return text.split(/\s+/).length >= 2 && facts.relations.length === 0 ? [bulletOf(text, null)] : []
}

/** `Follow-up: x` in prose. */
function followUps(facts: CommitFacts): Bullet[] {
  const shape = /^(?:follow[- ]?ups?|to-?do|next steps?|still to do)(?:\s\([^()]{1,80}\))?:\s+(.{8,})$/i
  return sentencesOf(facts.body).flatMap((sentence) => {
    const text = shape.exec(plainText(sentence))?.[1]
    return text ? [bulletOf(text, 'follow-up')] : []
  })
}

function bulletOf(text: string, heading: string | null): Bullet {
  return { key: null, text, heading, depth: 0, line: 0 }
}

function fromBullet(
  bullet: Bullet,
  commit: DraftCommit,
  causes: readonly { id: string; title: string }[],
): DraftAction {
  const { bold, text } = textOf(bullet)
  const title = capital(bold ?? shortened(text))
  const addresses = causeOf(`${bullet.key ?? ''} ${text}`, causes)
  const base = { title, ...(addresses && { addresses: [addresses] }) }
  const rest = title.length < text.replace(/(?<![.;,:])[.;,:]+$/, '').length ? { resolution: capital(text) } : {}
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

/** The bullet's words; `bold` when it begins with a few bold ones, which are its title then. */
function textOf({ key, text }: Bullet): { bold: string | null; text: string } {
  const bold = /^\*\*([^*]{12,100})\*\*/.exec(text)?.[1] ?? null
  // `Add controller.affinity: x` has its key between the verb and the colon.
  const verb =
    key && /^(add|adds|added|set|sets|drop|drops|remove|removes|new|bump|fix|pin|raise|enable|disable): (?=\S)/i
  const whole = verb ? text.replace(verb, `$1 ${key.replaceAll('$', '$$$$')}: `) : text
  return { bold: bold && plainText(bold).replace(/[.:]$/, ''), text: plainText(whole) }
}

/** The text names the file itself: `…; pgbouncer.tf gets an annotation`. */
function names(text: string, path: string): boolean {
  const name = fileName(path)
  if (!name.includes('.')) return false
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!/[\w.-]$/.test(text.slice(0, at).slice(-1)) && !/^[\w-]/.test(text.charAt(at + name.length))) return true
  return false
}

/** The cause that the words of a bullet repeat most of, when one is clearly ahead. */
function causeOf(text: string, causes: readonly { id: string; title: string }[]): string | null {
  const words = tellingWords(text)
  const scored = causes
    .map(({ id, title }) => ({ id, held: [...tellingWords(title)].filter((word) => words.has(word)).length }))
    .sort((a, b) => b.held - a.held)
  const [best, next] = scored
  return best && best.held >= 3 && best.held > (next?.held ?? 0) ? best.id : null
}
