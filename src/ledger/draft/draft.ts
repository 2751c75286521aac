/** A first record from what commit messages say. Everything in it can be found in the messages; the rest stays unknown. */
import type { CommitFacts } from '../../message/facts.ts'
import { isCalendarDate, nextId, slugify } from '../../model/ids.ts'
import type { PathChange } from '../history.ts'
import { draftActions } from './actions.ts'
import { draftCauses } from './causes.ts'
import { draftServices } from './services.ts'
import { summaryOf } from './summary.ts'

export interface DraftCommit {
  hash: string
  author: string
  /** Author date, epoch seconds. */
  authored: number
  facts: CommitFacts
  changes: readonly PathChange[]
}

/** A post-mortem that the messages name: where it is, and its first heading when it could be read. */
export interface NamedDocument {
  file: string
  heading: string | null
}

/** Keys and values of a record, in the order they are written. */
export type DraftRecord = Record<string, unknown> & { id: string; title: string }

/** `commits` oldest first, at least one. `document`: what `namedDocument` found. */
export function draftIncident(commits: readonly DraftCommit[], document: NamedDocument | null): DraftRecord {
  const main = commits.find(({ facts }) => namesDocument(facts)) ?? (commits[0] as DraftCommit)
  const title = titleOf(document, main.facts)
  const date = dateOf(document, commits)
  const causes = commits.flatMap(({ facts }) => draftCauses(facts)).map((cause, n) => ({ id: `C${n + 1}`, ...cause }))
  const actions = draftActions(commits, causes)
  const ids: string[] = []
  const numbered = actions.map((action) => {
    const id = nextId('A', ids)
    ids.push(id)
    return { id, ...action }
  })
  const written = document && /^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/.test(stem(document.file)) ? stem(document.file) : null
  return {
    id: written ?? `${date}-${slugify(title)}`,
    title,
    status: numbered.some(({ status }) => status === 'done') ? 'mitigated' : 'investigating',
    ...(document && { document: document.file }),
    services: draftServices(commits),
    times: { started: date },
    summary: summaryOf(main.facts),
    causes,
    actions: numbered,
  }
}

/** The documents that messages name, in the order of the commits; `changed` decides which file a bare name means. */
export function namedDocument(commits: readonly DraftCommit[], exists: (path: string) => string | null): string | null {
  for (const { facts, changes } of commits) {
    const named = [
      ...facts.references.filter(({ kind }) => kind === 'document').map(({ target }) => target),
      ...facts.closeOuts.flatMap(({ target }) => target ?? []),
    ]
    for (const name of named) {
      const changed = changes.find(({ path }) => path === name || path.endsWith(`/${name}`))?.path
      const found = changed ?? exists(name)
      if (found) return found
    }
  }
  return null
}

function namesDocument(facts: CommitFacts): boolean {
  return facts.closeOuts.length > 0 || facts.references.some(({ kind }) => kind === 'document')
}

function titleOf(document: NamedDocument | null, facts: CommitFacts): string {
  const heading = document?.heading
    ?.replace(/^(?:post[- ]?mortem|incident(?: report)?|outage|rca)\s*[:—–-]\s*/i, '')
    .replace(/\s*(?:[(—–-]\s*)?\d{4}-\d{2}-\d{2}\)?\s*$/, '')
    .trim()
  const title = heading || facts.header.text || facts.subject
  return title.charAt(0).toUpperCase() + title.slice(1)
}

/** The day the incident began, as the document's name or a message says; else the day of the first commit. */
function dateOf(document: NamedDocument | null, commits: readonly DraftCommit[]): string {
  const said = commits.flatMap(({ facts }) => [
    ...`${facts.subject}\n${facts.body}`.matchAll(/\b(\d{4}-\d{2}-\d{2})\b(?=\s+(?:incident|outage)\b)/gi),
  ])
  const dates = [document?.file.match(/\d{4}-\d{2}-\d{2}/)?.[0], ...said.map((match) => match[1])]
  const first = dates.find((date) => date !== undefined && isCalendarDate(date))
  return first ?? new Date((commits[0] as DraftCommit).authored * 1000).toISOString().slice(0, 10)
}

function stem(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '')
}
