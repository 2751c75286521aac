/** The answer of `mortem why` for a person. */
import { readNamed } from '../git/commits.ts'
import type { HistoryCommit } from '../ledger/history.ts'
import type { Ledger, LedgerAction, LedgerIncident, Link } from '../ledger/ledger.ts'
import { answersOf, answersOfReturn } from '../ledger/why.ts'
import { visible } from '../markdown/visible.ts'
import { parseCommitMessage } from '../message/parse.ts'
import { formatInstant } from '../model/time.ts'
import type { Project } from '../project/project.ts'
import type { WhyCommit } from '../project/why/report.ts'
import type { Answered } from '../project/why/why.ts'
import { painter } from './colour.ts'
import { count } from './findings.ts'
import type { Io } from './io.ts'

type Commits = ReadonlyMap<string, HistoryCommit>

export async function showWhy({ report, text }: Answered, project: Project, ledger: Ledger, io: Io): Promise<string> {
  const shown = report.commits ?? [report]
  const hashes = shown.flatMap(({ commit, through }) => [...(commit === null ? [] : [commit]), ...through])
  const commits = await readNamed(project.repository, [...new Set(hashes)])
  const paint = painter(io)
  const place = report.path === null ? null : visible(report.path) + (report.line === null ? '' : `:${report.line}`)
  if (report.commits)
    return [
      paint('bold', `${place}  ${whole(report.counts, report.commits)}`),
      ...(report.unknown ? [`  ${inWords(report.counts?.unknown ?? 0, report.unknown)}`] : []),
      ...report.commits
        .filter(answersItself)
        .flatMap((one) => ['', ...commitLines(one, commits, ledger, spoken(one.lines))]),
      ...putBackLines(
        report.commits.filter((one) => !answersItself(one)),
        commits,
        ledger,
      ),
    ].join('\n')
  const head = place === null ? [] : [paint('bold', `${place}  ${shortened(text ?? '')}`.trimEnd())]
  return [...head, ...commitLines(report, commits, ledger, null)].join('\n')
}

const answersItself = ({ commit, links }: WhyCommit) => links.some((link) => link.commit === commit)

function whole(counts: Answered['report']['counts'], found: readonly WhyCommit[]): string {
  const { lines, commits } = counts ?? { lines: 0, commits: 0 }
  if (lines === 0) return 'has no lines'
  const answering = found.filter(answersItself).length
  const which =
    answering === 0 ? 'none of which answers' : `${answering} of which ${answering === 1 ? 'answers' : 'answer'}`
  return `${count(lines, 'line')} from ${count(commits, 'commit')}, ${which} an incident on record`
}

/** Said once, however many commits' lines it put back. */
function putBackLines(found: readonly WhyCommit[], commits: Commits, ledger: Ledger): string[] {
  const hashes = new Set(found.flatMap(({ links }) => links.map(({ commit }) => commit)))
  return [...hashes].flatMap((hash) => [
    '',
    `  lines were put back by ${lineOf(hash, commits)}`,
    ...answersOfReturn(ledger, hash).flatMap(({ incident, action, link }) => answerLines(incident, action, link, null)),
  ])
}

function inWords(lines: number, unknown: string): string {
  return lines === 0 ? unknown : `of ${count(lines, 'line')} the commit is unknown: ${unknown}`
}

function commitLines(report: WhyCommit, commits: Commits, ledger: Ledger, lines: string | null): string[] {
  const { commit, through, links, unknown } = report
  const rows = commit === null ? [] : [`  ${lineOf(commit, commits)}`]
  if (lines !== null) rows.push(`    ${lines}`)
  if (unknown !== null) rows.push(`  unknown: ${unknown}`)
  for (const hash of through.slice(0, 5)) rows.push(`    put back by ${lineOf(hash, commits)}`)
  if (through.length > 5) rows.push(`    and by ${through.length - 5} more before`)
  const answered = [commit, ...through].flatMap((hash) =>
    hash === null ? [] : answersBy(hash, commit, ledger).map((answer) => ({ ...answer, of: hash })),
  )
  for (const { incident, action, link, of } of answered)
    rows.push(...answerLines(incident, action, link, of === commit ? null : of))
  if (links.length === 0 && commit !== null) rows.push('    answers no incident on record')
  return rows
}

function answersBy(hash: string, commit: string | null, ledger: Ledger) {
  return hash === commit ? answersOf(ledger, hash) : answersOfReturn(ledger, hash)
}

function answerLines(
  incident: LedgerIncident,
  action: LedgerAction | null,
  link: Link,
  through: string | null,
): string[] {
  const what = action
    ? [action.ref, action.record.priority, action.status, action.record.title]
    : [incident.record.id, incident.severity, incident.record.status, incident.record.title]
  const who = through === null ? '' : `, through ${short(through)}`
  const rows = [
    `    ${link.relation}  ${visible(what.filter(Boolean).join('  '))}`,
    `      by ${link.via}, ${link.strength}${who} · ${visible(incident.file)}`,
  ]
  for (const { commit, date, subject, reason } of link.liveness?.undoneBy ?? [])
    rows.push(`      undone by ${short(commit)}  ${day(date)}  ${visible(reason ?? subject)}`)
  return rows
}

function lineOf(hash: string, commits: Commits): string {
  const commit = commits.get(hash)
  if (!commit) return short(hash)
  const { subject } = parseCommitMessage(commit.message)
  return `${short(hash)}  ${day(commit.committed)}  ${shortened(subject)}  (${visible(commit.author)})`
}

const short = (hash: string) => hash.slice(0, 12)
const day = (epoch: number) => formatInstant(epoch * 1000).slice(0, 10)

function shortened(text: string): string {
  const shown = visible(text)
  return shown.length > 100 ? `${shown.slice(0, 99)}…` : shown
}

function spoken(ranges: readonly [number, number][]): string {
  const parts = ranges.slice(0, 8).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))
  const more = ranges.length > 8 ? ` and ${ranges.length - 8} more places` : ''
  return `${ranges.length === 1 && ranges[0]?.[0] === ranges[0]?.[1] ? 'line' : 'lines'} ${parts.join(', ')}${more}`
}
