/** What was not watched, and what will close that. */
import type { LedgerIncident } from '../../ledger/ledger.ts'
import { Phrase } from '../../markdown/phrase.ts'
import { phraseOf } from '../../markdown/prose.ts'
import type { View } from '../engine.ts'
import { statusMarks } from '../marks.ts'

export function gapsView({ record, actions }: LedgerIncident): View[] {
  return record['detection-gaps'].map(({ gap, effect, action }) => {
    const closing = actions.find((one) => one.record.id === action)
    const closed = closing ? `${statusMarks[closing.status]}: ${closing.record.id}` : (action ?? 'nothing yet')
    return { gap: phraseOf(gap), effect: effect ? phraseOf(effect) : null, closed: Phrase.text(closed) }
  })
}
