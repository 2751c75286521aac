/** One item of a review as text: all that a person needs to decide. */

import type { Ledger, LedgerAction, Link } from '../../ledger/ledger.ts'
import type { ReviewItem, ReviewKind } from '../../ledger/review.ts'
import { visible } from '../../markdown/visible.ts'
import { formatInstant } from '../../model/time.ts'
import { isAnswer } from '../../model/words.ts'
import { lossLines } from '../loss-text.ts'
import { answersTo, callText } from './answers.ts'

/** Lines of a footprint and links that a screen has room for. */
const someLines = 3
const someLinks = 3

export const reasons: Record<ReviewKind, string> = {
  lost: 'lost: done, and no longer in the tree',
  overdue: 'overdue',
  stale: 'stale: called open, but something says that it is done',
  ownerless: 'without an owner',
}

/** `P0  boot-storm#A1  Pin the tag`. */
export function headOf({ action: { record, ref } }: ReviewItem): string {
  return [record.priority, ref, visible(record.title)].filter(Boolean).join('  ')
}

export function itemLines({ incident, action }: ReviewItem): string[] {
  const { record, declared, status, staleBecause } = action
  const facts = [
    `of ${incident.record.title}`,
    declared === status ? status : `declared ${declared}, by history ${status}`,
    staleBecause !== null && staleBecause !== 'a commit' && staleBecause,
    record.owner ?? 'no owner',
    record.due && `due ${record.due}`,
    record.tracker,
  ].filter(Boolean)
  return [visible(facts.join(' · ')), ...lossLines(action, someLines), ...linkLines(action)]
}

function linkLines({ links }: LedgerAction): string[] {
  const work = links.filter(({ commit, relation }) => commit !== null && isAnswer(relation))
  const rest = work.length - someLinks
  return [...work.slice(0, someLinks).map(linkLine), ...(rest > 0 ? [`and ${rest} commits more`] : [])]
}

function linkLine({ commit, date, subject, relation, via, strength }: Link): string {
  const day = date === null ? '' : `  ${formatInstant(date * 1000).slice(0, 10)}`
  return `${relation} by ${commit?.slice(0, 12)}${day}  ${visible(subject ?? '')} (${via}, ${strength})`
}

/** All items with the commands that their keys stand for. */
export function reviewText(items: readonly ReviewItem[], { commit }: Ledger): string {
  if (items.length === 0) return 'Nothing is lost, overdue, stale or without an owner.'
  const lines: string[] = []
  let kind: ReviewKind | null = null
  for (const item of items) {
    if (item.kind !== kind) lines.push(...(kind ? [''] : []), reasons[item.kind])
    kind = item.kind
    lines.push(`  ${headOf(item)}`, ...itemLines(item).map((line) => `      ${line}`))
    lines.push(
      ...answersTo(item, commit).map(
        ({ call }, n) => `${n === 0 ? '      next: ' : '            '}${visible(callText(call))}`,
      ),
    )
  }
  return lines.join('\n')
}

/** The same for programs. */
export function reviewJson(items: readonly ReviewItem[], { commit }: Ledger): object {
  return {
    schema: 1,
    commit,
    items: items.map((item) => {
      const { ref, record, status, declared, staleBecause, liveness } = item.action
      const { title, priority, owner, due } = record
      const undoneBy = item.kind === 'lost' ? (liveness?.undoneBy ?? []).map((one) => one.commit) : []
      const answers = answersTo(item, commit).map(({ key, does, call }) => ({ key, does, command: callText(call) }))
      return { kind: item.kind, ref, title, priority, owner, due, declared, status, staleBecause, undoneBy, answers }
    }),
  }
}
