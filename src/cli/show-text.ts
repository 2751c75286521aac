/** One incident or action as text: what it is, what is known of it, and where that is known from. */
import type { LedgerAction, LedgerIncident, Link } from '../ledger/ledger.ts'
import { visible } from '../markdown/visible.ts'
import { spokenDuration } from '../model/duration.ts'
import { formatInstant } from '../model/time.ts'
import { painter } from './colour.ts'
import type { Io } from './io.ts'

export function showIncident(incident: LedgerIncident, io: Io): string {
  const paint = painter(io)
  const { record, phases, severity, actions, links } = incident
  const { started, resolved } = record.times
  const lasted = (['detect', 'acknowledge', 'mitigate', 'resolve'] as const).flatMap((phase) =>
    phases[phase] === null ? [] : [`${phase} ${spokenDuration(phases[phase])}`],
  )
  const lines = [
    paint('bold', `${record.id}  ${visible(record.title)}`),
    `  ${visible([severity ?? 'severity unknown', record.status, record.services.join(', ')].filter(Boolean).join(' · '))}`,
    `  impact ${started ?? 'unknown'} – ${resolved ?? 'unknown'}${lasted.length > 0 ? ` · ${lasted.join(' · ')}` : ''}`,
    `  ${visible(`${incident.file} · ${incident.document}`)}`,
  ]
  if (record.causes.length > 0) lines.push('', paint('bold', 'causes'))
  for (const { id, kind, confidence, title } of record.causes)
    lines.push(`  ${visible(`${[id, kind, confidence].filter(Boolean).join(' ')}: ${title}`)}`)
  if (record.timeline.length > 0) lines.push('', paint('bold', 'timeline'))
  for (const { at, kind, event } of record.timeline) lines.push(`  ${at}  ${kind}: ${visible(event)}`)
  if (links.length > 0) lines.push('', paint('bold', 'commits of the incident'), ...links.flatMap(linkLines))
  if (actions.length > 0) lines.push('', paint('bold', 'actions'))
  for (const action of actions)
    lines.push(...actionHead(action), ...action.links.flatMap(linkLines).map((line) => `  ${line}`))
  return lines.join('\n')
}

export function showAction(incident: LedgerIncident, action: LedgerAction, io: Io): string {
  const paint = painter(io)
  const { record, words, links, verdicts } = action
  const lines = [
    paint('bold', action.ref),
    ...actionHead(action),
    `  of ${visible(incident.record.title)} (${visible(incident.file)})`,
  ]
  const facts = [
    record.class && `class ${record.class}`,
    record.type && `type ${record.type}`,
    `owner ${record.owner ?? 'unknown'}`,
    record.due && `due ${record.due}`,
    record.tracker && `tracker ${record.tracker}`,
    record.addresses.length > 0 && `answers ${record.addresses.join(', ')}`,
  ].filter(Boolean)
  lines.push(`  ${visible(facts.join(' · '))}`)
  if (record.resolution) lines.push(`  ${visible(record.resolution)}`)
  lines.push('', paint('bold', 'what was said of its status, the last word first'))
  if (words.length === 0) lines.push(`  nothing but the record: ${action.declared}`)
  for (const { status, commit, via, reason } of words) {
    const where = commit ? commit.slice(0, 12) : 'not committed'
    lines.push(`  ${status}  ${via === 'link' ? 'by evidence' : via} (${where})${reason ? `: ${visible(reason)}` : ''}`)
  }
  lines.push('', paint('bold', 'evidence'))
  if (links.length === 0) lines.push('  none: no commit names it, and the record holds no hash')
  lines.push(...links.flatMap(linkLines))
  for (const { as, reason, commit } of verdicts)
    lines.push(`  verdict ${as} (${commit.slice(0, 12)}): ${visible(reason)}`)
  return lines.join('\n')
}

function actionHead({ record, status, declared, proven, stale }: LedgerAction): string[] {
  const marks = [
    stale && `declared ${declared}`,
    (status === 'done' || status === 'done-alt') && proven === false && 'unproven',
  ].filter(Boolean)
  const mark = marks.length > 0 ? ` (${marks.join(', ')})` : ''
  return [`  ${[record.id, record.priority, `${status}${mark}`].filter(Boolean).join('  ')}  ${visible(record.title)}`]
}

function linkLines({
  commit,
  subject,
  date,
  relation,
  via,
  strength,
  recorded,
  note,
  twins,
  release,
  paths,
}: Link): string[] {
  if (commit === null) return [`  ${recorded}  ${relation}, but it is not a commit of this history`]
  const when = date === null ? '' : formatInstant(date * 1000).slice(0, 10)
  const extra = [
    note && note !== subject && note,
    release && `released in ${release}`,
    twins.length > 0 && `also as ${twins.map((twin) => twin.slice(0, 12)).join(', ')}`,
  ].filter(Boolean)
  const files = paths.length > 3 ? `${paths.slice(0, 3).join(', ')} and ${paths.length - 3} more` : paths.join(', ')
  return [
    `  ${commit.slice(0, 12)}  ${when}  ${visible(subject ?? '')}`,
    `      ${relation} by ${via}, ${strength}${files ? ` · ${visible(files)}` : ''}`,
    ...(extra.length > 0 ? [`      ${visible(extra.join(' · '))}`] : []),
  ]
}
