/** A first record from what commit messages say. Everything in it can be found in the messages; the rest stays unknown. */

import type { CommitFacts } from '../../message/facts.ts'
import { isDocument } from '../../message/mentions.ts'
import { fileName } from '../../model/file-name.ts'
import { dateOfId, incidentIdProblem, isCalendarDate, slugify } from '../../model/ids.ts'
import { documentFile } from '../../model/incident.ts'
import type { PathChange } from '../history.ts'
import { draftActions, draftChanges } from './actions.ts'
import { draftCauses } from './causes.ts'
import { capital, paragraphsOf, partsOf, plainText, sentences } from './prose.ts'
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
  const numbered = actions.map((action, n) => ({ id: `A${n + 1}`, ...action }))
  const changes = draftChanges(commits)
  return {
    id: idOf(document, commits) ?? `${date}-${slugify(title)}`,
    title,
    status: numbered.some(({ status }) => status === 'done') ? 'mitigated' : 'investigating',
    // A record or another file that is named gives id and title, but it is no post-mortem.
    ...(document && documentFile.test(document.file) && { document: document.file }),
    services: draftServices(commits),
    times: { started: date },
    summary: summaryOf(main.facts),
    causes,
    ...(changes.length > 0 && { changes }),
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
  // None is named: the one that the commits write is meant all the same.
  const written = commits
    .flatMap(({ changes }) => changes)
    .filter(({ path, after }) => after !== null && isDocument(path) && !/\.ya?ml$/i.test(path))
  const files = [...new Set(written.map(({ path }) => path))]
  return files.length === 1 ? (files[0] as string) : null
}

function namesDocument(facts: CommitFacts): boolean {
  return facts.closeOuts.length > 0 || facts.references.some(({ kind }) => kind === 'document')
}

function titleOf(document: NamedDocument | null, facts: CommitFacts): string {
  const heading = document?.heading
    ?.replace(/^(?:post[- ]?mortem|incident(?: report)?|outage|rca)\s*[:—–-]\s*/i, '')
    .replace(/\s*(?:[(—–-]\s*)?\d{4}-\d{2}-\d{2}\)?\s*$/, '')
    .replace(/^\d{4}-\d{2}-\d{2}\s*[:—–-]\s*/, '')
    .trim()
  const title = plainText(heading || saidToHaveHappened(facts) || subjectOf(facts))
  return capital(title) || 'Incident'
}

/** The subject; for a forge's merge commit the first line below it, which is the title of what was merged. */
function subjectOf({ subject, header, body }: CommitFacts): string {
  const [first = ''] = body.split('\n', 1)
  const merged = /^Merge (?:pull request|branch|remote-tracking)\b/.test(subject)
  return (
    (merged &&
      first
        .replace(/^[-*]\s+/, '')
        .slice(0, 200)
        .trim()) ||
    header.text ||
    subject
  )
}

/** `2026-05-17 incident: x did y` says what happened; the subject of such a commit says what was done about it. */
function saidToHaveHappened(facts: CommitFacts): string | null {
  const [first = ''] = paragraphsOf(facts.body)
  const [sentence = ''] = sentences(first)
  const said = /^.{0,40}?\b(?:incident|outage)\b[^:.]{0,40}:\s+(.{12,})$/i.exec(sentence.slice(0, 600))?.[1]
  const [clause = ''] = partsOf((said ?? '').replace(/[.;]$/, ''), /;\s|\s[—–]\s|\s--\s/g)
  return clause.length <= 100 && clause !== '' ? clause : null
}

/** The id that the document's name or a message gives the incident. */
function idOf(document: NamedDocument | null, commits: readonly DraftCommit[]): string | null {
  const named = commits
    .flatMap(({ facts }) => facts.references)
    .filter(({ kind, grade }) => kind !== 'document' && kind !== 'mention' && grade !== 'quoted')
    .map(({ target }) => target.split('#')[0] as string)
  const ids = [...(document ? [stem(document.file)] : []), ...named]
  return ids.find((id) => incidentIdProblem(id) === null) ?? null
}

/** The day the incident began, as a name or a message says; else the day of the first commit. */
function dateOf(document: NamedDocument | null, commits: readonly DraftCommit[]): string {
  const day = /\d{4}-\d{2}-\d{2}/
  const tagged = commits
    .flatMap(({ facts }) => facts.references)
    .filter(({ kind, grade }) => kind !== 'document' && kind !== 'mention' && grade !== 'quoted')
    .map(({ target }) => day.exec(target)?.[0])
  const said = commits.flatMap(({ facts }) => [
    ...`${facts.subject}\n${facts.body}`.matchAll(/\b(\d{4}-\d{2}-\d{2})\b(?=\s+(?:incident|outage)\b)/gi),
  ])
  const { authored } = commits[0] as DraftCommit
  // `On 2026-03-02 the API failed`, of the days before the commit.
  const told = commits
    .flatMap(({ facts }) => /\bon (\d{4}-\d{2}-\d{2})\b/i.exec(paragraphsOf(facts.body)[0] ?? '')?.[1] ?? [])
    .filter((date) => {
      const age = authored - Date.parse(date) / 1000
      return age >= 0 && age <= 14 * 86_400
    })
  const id = idOf(document, commits)
  const dates = [
    id && dateOfId(id),
    day.exec(document?.file ?? '')?.[0],
    ...tagged,
    ...said.map((match) => match[1]),
    ...told,
  ]
  const first = dates.find((date) => date != null && isCalendarDate(date))
  return first ?? new Date((commits[0] as DraftCommit).authored * 1000).toISOString().slice(0, 10)
}

function stem(file: string): string {
  return fileName(file).replace(/\.[^.]+$/, '')
}
