/** The kinds of evidence, one row each. docs/ledger.md prints this table and a test compares the two. */
import type { Strength, Via } from './ledger.ts'

export interface ViaRow {
  via: Via
  when: string
  relation: string
  strength: string
}

/** Best first: when one commit answers an action in several ways, the first row that holds names the link. */
export const vias: readonly ViaRow[] = [
  {
    via: 'trailer',
    when: '`Remediates:` names the action in the message',
    relation: 'fixed',
    strength: 'certain; probable when git itself would not see the trailer',
  },
  {
    via: 'record',
    when: 'the record holds the hash and it is reachable',
    relation: 'fixed, or as `changes` and `causes` say',
    strength: 'certain',
  },
  {
    via: 'healed',
    when: 'a recorded hash is dead, and its survivor was found',
    relation: 'as recorded',
    strength: 'certain when the survivor is the only one with its fingerprint; else probable',
  },
  { via: 'accepted', when: 'a person accepted a suggestion', relation: 'fixed', strength: 'certain' },
  {
    via: 'flip',
    when: 'the commit changes code and turns the action to done in the record or document, or brings it in as done',
    relation: 'fixed',
    strength: 'certain in the record; a row of a document is probable, and certain when the changes show the work',
  },
  {
    via: 'document',
    when: "a hash stands beside the action in the incident's document, or in a clause that speaks of it",
    relation: 'fixed',
    strength: 'probable; certain with a second sign (same subject, path or tag), or when the changes show the work',
  },
  { via: 'tracker', when: 'message and action name the same tracker id', relation: 'fixed', strength: 'probable' },
  {
    via: 'bullet',
    when: 'a bullet or the subject of a commit of the incident matches one action, or brings in the file or alert it names',
    relation: 'fixed',
    strength: 'probable; certain when the changes show the work',
  },
  {
    via: 'tag',
    when: 'the subject carries `[PM-2026-04-14]` or the incident id',
    relation: 'related',
    strength: 'certain',
  },
  {
    via: 'mention',
    when: 'the message names the incident or its document',
    relation: 'related',
    strength: 'certain',
  },
  { via: 'close-out', when: 'the message says that the item is closed', relation: 'related', strength: 'probable' },
]

const rank = new Map(vias.map(({ via }, n) => [via, n]))

/** Certain before probable, then in the order of the table. */
export function byWorth(a: { via: Via; strength: Strength }, b: { via: Via; strength: Strength }): number {
  if (a.strength !== b.strength) return a.strength === 'certain' ? -1 : 1
  return (rank.get(a.via) ?? vias.length) - (rank.get(b.via) ?? vias.length)
}
