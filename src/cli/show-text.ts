/** One incident or action as text: what it is, what is known of it, and where that is known from. */

import type { LedgerAction, LedgerIncident, Link } from '../ledger/ledger.ts'
import { visible } from '../markdown/visible.ts'
import { spokenDuration } from '../model/duration.ts'
import { formatInstant } from '../model/time.ts'
import { isDone } from '../model/words.ts'
import { painter } from './colour.ts'
import type { Io } from './io.ts'
import { lossLines } from './loss-text.ts'

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
  const { record, words, links, verdicts, probes, liveness } = action
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
  if (probes.length > 0) lines.push('', paint('bold', 'probes'))
  for (const { state, says } of probes) lines.push(`  ${state}: ${visible(says)}`)
  const lost = lossLines(action)
  if (lost.length > 0) lines.push('', paint(action.lost ? 'red' : 'bold', 'what is not as it was left'))
  lines.push(...lost.map((line) => `  ${line}`))
  if (verdicts.length > 0) lines.push('', paint('bold', 'verdicts'))
  for (const { as, reason, commit, source } of verdicts) {
    const by = source === 'record' ? '' : source === 'ledger' ? ', another fix of the incident' : ', by its message'
    const covers = liveness?.verdict?.commit === commit && liveness.verdict.as === as ? ', covers the loss' : ''
    lines.push(`  ${as} (${commit.slice(0, 12)}${by}${covers}): ${visible(reason)}`)
  }
  return lines.join('\n')
}

function actionHead({ record, status, declared, proven, stale, staleBecause, lost }: LedgerAction): string[] {
  const marks = [
    stale &&
      `declared ${declared}${staleBecause && staleBecause !== 'a commit' ? `, but ${visible(staleBecause)}` : ''}`,
    isDone(status) && proven === false && 'unproven',
    lost && 'lost',
  ].filter(Boolean)
  const mark = marks.length > 0 ? ` (${marks.join(', ')})` : ''
  return [`  ${[record.id, record.priority, `${status}${mark}`].filter(Boolean).join('  ')}  ${visible(record.title)}`]
}

/** `gone, 0 of 3 lines left, by bcf226400000`; null when nothing is known. */
function livenessWords({ liveness }: Link): string | null {
  if (liveness === null) return null
  const { state, left, of, undoneBy, unknown } = liveness
  if (state === 'unknown') return `unknown: ${unknown ?? 'nothing to watch'}`
  if (state === 'live' && left === of) return of === 1 ? 'live, its one line' : `live, all ${of} lines`
  const by = undoneBy.slice(0, 3).map(({ commit }) => commit.slice(0, 12))
  return `${state}, ${left} of ${of} ${of === 1 ? 'line' : 'lines'} left${by.length > 0 ? `, by ${by.join(', ')}` : ''}`
}

function linkLines(link: Link): string[] {
  const { commit, subject, date, relation, via, strength, recorded, healedBy, candidates } = link
  const { note, twins, release, paths } = link
  if (commit === null) {
    if (candidates.length === 0) return [`  ${recorded}  ${relation}, but it is not a commit of this history`]
    const shown = candidates.slice(0, 5).map((hash) => hash.slice(0, 12))
    const more = candidates.length > shown.length ? ` and ${candidates.length - shown.length} more` : ''
    return [
      `  ${recorded}  ${relation}, but it is not a commit of this history; it could be ${shown.join(', ')}${more}`,
    ]
  }
  const when = date === null ? '' : formatInstant(date * 1000).slice(0, 10)
  const extra = [
    healedBy && `recorded ${recorded}, now ${commit.slice(0, (recorded ?? '').length || 12)} by ${healedBy}`,
    note && note !== subject && note,
    release && `released in ${release}`,
    twins.length > 0 && `also as ${twins.map((twin) => twin.slice(0, 12)).join(', ')}`,
  ].filter(Boolean)
  const files = paths.length > 3 ? `${paths.slice(0, 3).join(', ')} and ${paths.length - 3} more` : paths.join(', ')
  const alive = livenessWords(link)
  return [
    `  ${commit.slice(0, 12)}  ${when}  ${visible(subject ?? '')}`,
    `      ${relation} by ${via}, ${strength}${files ? ` · ${visible(files)}` : ''}`,
    ...(extra.length > 0 ? [`      ${visible(extra.join(' · '))}`] : []),
    ...(alive ? [`      ${visible(alive)}`] : []),
  ]
}
