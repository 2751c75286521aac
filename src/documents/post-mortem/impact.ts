/** Who was hurt and how, a line each: the keys are the record's own words. */
import { Phrase, phrase } from '../../markdown/phrase.ts'
import { phraseOf } from '../../markdown/prose.ts'
import type { Incident } from '../../model/incident.ts'

/** `Data loss: none`; a value that is not known says so. */
export function impactItems({ impact }: Incident): Phrase[] {
  return Object.entries(impact).map(([key, value]) => {
    const name = key.replace(/-/g, ' ')
    return phrase`${Phrase.text(name.charAt(0).toUpperCase() + name.slice(1)).strong}: ${value === null ? 'unknown' : phraseOf(value)}`
  })
}
