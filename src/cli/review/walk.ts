/** A walk through the items of a review in a terminal: one key each, and each answer is written before the next. */

import type { Ledger } from '../../ledger/ledger.ts'
import type { ReviewItem } from '../../ledger/review.ts'
import { isCalendarDate } from '../../model/ids.ts'
import { verdictWords } from '../../model/words.ts'
import { isCancel, log, select, selectKey, text } from '../prompts.ts'
import type { EditOptions } from '../records.ts'
import { wrap } from '../wrap.ts'
import { type Answer, answersTo, type Call } from './answers.ts'
import { headOf, itemLines, reasons } from './item-text.ts'

/** Runs a call; false when it could not be carried out, which it has said. */
export type Carry = (call: Call, edit: EditOptions) => Promise<boolean>

/** How many items were answered; the rest was skipped, or left by q, Escape or ^C. */
export async function walk(
  items: readonly ReviewItem[],
  { commit }: Ledger,
  carry: Carry,
  edit: EditOptions,
  columns: number,
): Promise<number> {
  // The guide beside the text takes three columns.
  const width = Math.max(40, columns - 3)
  let answered = 0
  for (const [n, item] of items.entries()) {
    const lines = itemLines(item).flatMap((line) => wrap(line, width))
    log.step([`${n + 1} of ${items.length}  ${reasons[item.kind]}`, ...lines].join('\n'))
    const outcome = await ask(item, answersTo(item, commit), (call) => carry(call, edit))
    if (outcome === 'quit') return answered
    if (outcome === 'done') answered++
  }
  return answered
}

async function ask(
  item: ReviewItem,
  answers: readonly Answer[],
  carry: (call: Call) => Promise<boolean>,
): Promise<'done' | 'skip' | 'quit'> {
  for (;;) {
    const options = [
      // First, because Enter without a letter shows the first one as taken.
      { value: 's', label: 'skip' },
      ...answers.map(({ key, does }) => ({ value: key, label: does })),
      { value: 'q', label: 'quit' },
    ]
    const key: unknown = await selectKey({ message: headOf(item), options })
    if (isCancel(key) || key === 'q') return 'quit'
    const answer = answers.find((one) => one.key === key)
    if (!answer) return 'skip'
    // Escape at a question takes the letter back.
    const call = await filled(answer.call)
    if (call && (await carry(call))) return 'done'
  }
}

/** The call with its blanks filled in by the person; null when they left a question with Escape. */
async function filled(call: Call): Promise<Call | null> {
  let { argument } = call
  if (argument === null) {
    const said = await askFor(call.command === 'assign' ? 'owner' : 'commit')
    if (said === null) return null
    argument = said
  }
  const options: Call['options'] = {}
  for (const [name, value] of Object.entries(call.options)) {
    const said = value === null ? await askFor(name) : value
    if (said === null) return null
    if (said !== '') options[name] = said
  }
  return { ...call, ...(argument !== undefined && { argument }), options }
}

const questions: { [name: string]: { message: string; validate?: (text: string | undefined) => string | undefined } } =
  {
    owner: { message: 'Who?', validate: isFilled },
    due: {
      message: 'By which day?',
      validate: (day) => (isCalendarDate(day ?? '') ? undefined : 'A day, such as 2026-06-17.'),
    },
    reason: { message: 'Why?', validate: isFilled },
    commit: { message: 'By which commit? (Enter: none)' },
  }

async function askFor(name: string): Promise<string | null> {
  if (name === 'as') {
    const labels = {
      superseded: 'another change does it now',
      retired: 'it is no longer needed',
      'accepted-risk': 'we live with it',
    }
    const options = verdictWords.map((value) => ({ value: value as string, label: `${value}: ${labels[value]}` }))
    const said = await select({ message: 'What is it?', options })
    return isCancel(said) ? null : said
  }
  const said = await text(questions[name] as (typeof questions)[string])
  return isCancel(said) ? null : (said ?? '').trim()
}

function isFilled(said: string | undefined): string | undefined {
  return said?.trim() ? undefined : 'It cannot be empty.'
}

/** The last line. */
export function sayEnd(answered: number, total: number): void {
  log.message(`${answered} of ${total} settled; the answers are in the records.`)
}
