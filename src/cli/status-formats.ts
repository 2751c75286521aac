/** The status report as text for a terminal, as CSV, and as a Markdown table. */

import type { Bucket } from '../ledger/buckets.ts'
import { visible } from '../markdown/visible.ts'
import type { StatusReport } from '../model/report.ts'
import { isAnswer } from '../model/words.ts'
import { painter } from './colour.ts'
import type { Io } from './io.ts'

type Action = StatusReport['incidents'][number]['actions'][number]

const headings: Record<Bucket, string> = {
  lost: 'lost: done, and no longer in the tree',
  overdue: 'overdue',
  stale: 'stale: called open, but done in git',
  open: 'open',
  unproven: 'unproven: called done, but no commit shows it',
  done: 'done',
  dropped: 'will not be done',
}

export const formats = { text, csv, markdown }

function text(report: StatusReport, io: Io): string {
  const paint = painter(io)
  const actions = report.incidents.flatMap((incident) => incident.actions)
  const lines = [paint('bold', countLine(report))]
  if (report.shallow) lines.push('This clone is shallow: what is not found may only be cut off. git fetch --unshallow')
  // What is settled is counted above; listing it would push what needs somebody off the screen.
  const listed = (Object.keys(headings) as Bucket[]).filter((bucket) => bucket !== 'done' && bucket !== 'dropped')
  for (const bucket of listed) {
    const members = actions.filter((action) => action.bucket === bucket).sort(byPriority)
    if (members.length === 0) continue
    lines.push('', paint(bucket === 'overdue' || bucket === 'lost' ? 'red' : 'bold', headings[bucket]))
    for (const action of members) lines.push(...actionLines(action, paint))
  }
  if (report.incidents.length === 0) lines.push('', nothing(report))
  return lines.join('\n')
}

function nothing({ loose }: StatusReport): string {
  const prose = loose.length > 0 ? `${loose.length} post-mortems are prose without a record. ` : ''
  return `No incident to show. ${prose}Start one: mortem new "what is broken", or mortem new --from <commit>`
}

function actionLines(action: Action, paint: ReturnType<typeof painter>): string[] {
  const { ref, title, priority, owner, due, declared, status, links, staleBecause } = action
  const proof = links.find(({ relation, landed }) => landed && isAnswer(relation))
  const facts = [
    due && `due ${due}`,
    owner ?? (action.bucket === 'unproven' || action.bucket === 'stale' ? null : 'no owner'),
    declared === status && staleBecause,
    declared !== status && `declared ${declared}, by history ${status}`,
    status === declared && status === 'needs-review' && 'needs review',
    proof?.commit && `${proof.commit.slice(0, 8)} ${proof.subject} (${proof.via})`,
  ].filter(Boolean)
  const head = `  ${(priority ?? '  ').padEnd(3)} ${ref}  ${visible(title)}`
  const lines = [...(facts.length > 0 ? [facts.join(' · ')] : []), ...(action.lost ? lossWords(action) : [])]
  return [head, ...lines.map((line) => paint('dim', `      ${visible(line)}`))]
}

/** Who took it away, when, and the reason that its own message gives. */
function lossWords({ liveness, probes }: Action): string[] {
  const [first, ...others] = liveness?.undoings ?? []
  const failing =
    probes.failing === 0 ? [] : [probes.failing === 1 ? 'a probe of it fails' : `${probes.failing} probes of it fail`]
  if (!first || !liveness) return failing
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  const reason = first.reason ? [`"${first.reason}"`] : []
  const by = `${liveness.state} since ${first.date.slice(0, 10)}, by ${first.commit.slice(0, 8)} ${first.subject}${more}`
  return [by, ...reason, ...failing]
}

/** `gone`, or the verdict that covers it: `retired`. */
function stillThere({ liveness, probes, lost }: Action): string | null {
  if (liveness?.verdict && liveness.state !== 'live') return liveness.verdict.as
  if (lost && probes.failing > 0 && liveness?.state !== 'gone' && liveness?.state !== 'reverted') return 'probe fails'
  return liveness?.state ?? null
}

function byPriority(a: Action, b: Action): number {
  const key = ({ priority, due, ref }: Action) => `${priority ?? 'P9'} ${due ?? '9999'} ${ref}`
  return key(a) < key(b) ? -1 : 1
}

/** `3 overdue · 12 open · 87 done`; what is zero or unknown is left out. */
export function countLine({ counts }: StatusReport): string {
  const order: [keyof typeof counts, string][] = [
    ['lost', 'lost'],
    ['overdue', 'overdue'],
    ['stale', 'stale'],
    ['open', 'open'],
    ['unproven', 'unproven'],
    ['done', 'done'],
    ['dropped', 'dropped'],
  ]
  const parts = order.flatMap(([key, word]) => (counts[key] ? [`${counts[key]} ${word}`] : []))
  return parts.join(' · ') || 'no actions'
}

const columns = [
  'ref',
  'title',
  'priority',
  'class',
  'type',
  'owner',
  'due',
  'declared',
  'status',
  'bucket',
  'proven',
] as const

function csv(report: StatusReport): string {
  const rows = report.incidents.flatMap(({ severity, actions }) =>
    actions.map((action) => [
      ...columns.map((column) => action[column]),
      severity,
      action.links.flatMap(({ commit, relation }) => (commit && relation === 'fixed' ? [commit] : [])).join(' '),
      action.lost,
      action.liveness?.state ?? null,
      action.liveness?.undoneBy.join(' ') ?? null,
      action.liveness?.verdict?.as ?? null,
    ]),
  )
  return [[...columns, 'severity', 'commits', 'lost', 'liveness', 'undone-by', 'verdict'], ...rows]
    .map((row) => `${row.map(csvCell).join(',')}\r\n`)
    .join('')
}

/** RFC 4180, and no cell that a spreadsheet would run as a formula. */
function csvCell(value: unknown): string {
  const cell = value === null ? '' : visible(String(value))
  const safe = /^[=+\-@\t]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function markdown(report: StatusReport): string {
  const plain = (value: string | null) => visible(value ?? '').replace(/[\\`*_[\]<>|~&]/g, '\\$&')
  const rows = report.incidents.flatMap(({ actions }) =>
    actions.map((action) => {
      const { ref, title, priority, owner, due, bucket } = action
      return [bucket, priority, ref, title, owner, due, stillThere(action)].map(plain).join(' | ')
    }),
  )
  return [
    countLine(report),
    '',
    '| Where | Priority | Action | Title | Owner | Due | Still there? |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')
}
