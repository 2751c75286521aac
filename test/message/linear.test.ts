import { describe, expect, it } from 'vitest'
import { parseCommitMessage } from '../../src/message/parse.ts'

/** Messages of a given size that would cost a careless reader more than their length. */
const hostile: Record<string, (size: number) => string> = {
  'one word': (size) => `x\n\n${'a'.repeat(size)}`,
  'one subject': (size) => 'a'.repeat(size),
  'one subject of words': (size) => 'ab '.repeat(size / 3),
  'one path': (size) => `x\n\n${'a/'.repeat(size / 2)}x.md`,
  'one slug': (size) => `x\n\n2026-06-10-${'a-'.repeat(size / 2)}`,
  'digits and hyphens': (size) => `x\n\n${'2026-06-10-'.repeat(size / 11)}`,
  hyphens: (size) => `x\n\n${'-'.repeat(size)}`,
  blanks: (size) => `x\n\n${' '.repeat(size)}x`,
  'blanks behind a word': (size) => `x: ${' '.repeat(size)}\n\nRemediates:${' '.repeat(size)}x`,
  tabs: (size) => `x\n\n${'\t'.repeat(size)}x`,
  'carriage returns': (size) => `x\n\n${'\r'.repeat(size)}x`,
  colons: (size) => `x\n\n- ${': '.repeat(size / 2)}`,
  'blank lines': (size) => `x${'\n'.repeat(size)}x`,
  'short lines': (size) => `x\n\n${'a\n'.repeat(size / 2)}`,
  'list items': (size) => `x\n\n${'- a\n'.repeat(size / 4)}`,
  'keyed list items': (size) => `x\n\n${'- a.b: c\n'.repeat(size / 9)}`,
  'a wrapped list item': (size) => `x\n\n- a\n${'  b\n'.repeat(size / 4)}`,
  'close-out headings': (size) => `x\n\n${'Close out x:\n'.repeat(size / 13)}- a: DONE`,
  'close-out items': (size) => `x\n\nClose out x:\n${'- a: b: DONE (c)\n'.repeat(size / 17)}`,
  'one close-out item': (size) => `x\n\nClose out x:\n- ${'a: b — '.repeat(size / 7)}`,
  'opening brackets': (size) => `${'['.repeat(size)}\n\n${'['.repeat(size)}`,
  'opening parentheses': (size) => `${'('.repeat(size)}\n\nRemediates: x#A1 ${'('.repeat(size)}`,
  notes: (size) => `x\n\nRemediates: x#A1 ${'(a) '.repeat(size / 4)}`,
  backticks: (size) => `${'`'.repeat(size)}\n\n${'`'.repeat(size)}`,
  'quotation marks': (size) => `Revert ${'"'.repeat(size)}\n\n${'"'.repeat(size)}`,
  'nested reverts': (size) => 'Revert "'.repeat(size / 8),
  'fences of growing length': (size) =>
    Array.from({ length: Math.sqrt(size) }, (_, at) => '`'.repeat(3 + at)).join('\n'),
  fences: (size) => `x\n\n${'```a\n'.repeat(size / 5)}`,
  'scissors, nearly': (size) => `x\n\n${'# ----------------------- >8 -------\n'.repeat(size / 36)}`,
  references: (size) => `x\n\nRemediates: ${'a-1, '.repeat(size / 5)}`,
  trailers: (size) => `x\n\n${'Remediates: x#A1\n'.repeat(size / 17)}`,
  'trailers elsewhere': (size) => `x\n\n${'Remediates: x#A1\n\n'.repeat(size / 18)}end`,
  'trailers that are prose': (size) => `x\n\n${'Remediates: it was\n'.repeat(size / 19)}\nend`,
  'folded lines': (size) => `x\n\nRemediates: x#A1,\n${' y#A1,\n'.repeat(size / 7)}\nend`,
  'folded prose': (size) => `x\n\n${'Remediates:\n a\n'.repeat(size / 15)}\nend`,
  'reverted commits': (size) => `Revert "x"\n\nThis reverts commits ${'97ccdbec, '.repeat(size / 10)}`,
  reverts: (size) => `Revert "x"\n\n${'This reverts commit\n'.repeat(size / 20)}`,
  restores: (size) => `x\n\n${'restores '.repeat(size / 9)}`,
  issues: (size) => `x\n\ncloses ${'#12, '.repeat(size / 5)}`,
  'different issues': (size) => Array.from({ length: size / 7 }, (_, at) => `#${100000 + at}`).join('\n'),
  'tracker ids': (size) => `x\n\n${'code-a1b2 '.repeat(size / 10)}`,
  'a long tracker id': (size) => `x\n\ncode-${'a'.repeat(size)}`,
  addresses: (size) => `x\n\n/issues/ ${'http://'.repeat(size / 7)}`,
  people: (size) => `x\n\nSigned-off-by: ${'<'.repeat(size)}`,
  tags: (size) => '[INC-7]'.repeat(size / 7),
  'CI marks': (size) => '[ci skip]'.repeat(size / 9),
  ids: (size) => `x\n\n${'boot-storm#A1 '.repeat(size / 14)}`,
  emphasis: (size) => `x\n\n${'*'.repeat(size)}\n- ${'**'.repeat(size / 2)}`,
}

/** Least of several runs: what the machine does beside only ever adds. */
function fastest(text: string): number {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < 3; run++) {
    const start = performance.now()
    parseCommitMessage(text)
    least = Math.min(least, performance.now() - start)
  }
  return least
}

/** Under this many milliseconds for the shorter text the clock says more than the parser. */
const FLOOR = 3

/** Single tokens, where readers that backtrack are at their worst. */
const tokens = ['one word', 'one subject', 'one path', 'one slug', 'hyphens', 'blanks', 'a long tracker id']

// A busy machine spoils a comparison now and then; a reader that is not linear fails each time.
const noisy = { retry: 5 }

describe('a token of 200,000 characters costs at most 2.5 times one of 100,000', noisy, () => {
  it.each(tokens)('%s', (name) => {
    const [half, whole] = [hostile[name]?.(100_000) ?? '', hostile[name]?.(200_000) ?? '']
    parseCommitMessage(half)
    expect(fastest(whole) / Math.max(fastest(half), FLOOR)).toBeLessThanOrEqual(2.5)
  })
})

describe('four times the message is far from sixteen times the work', noisy, () => {
  // Many small things also cost the collector, more so from a few megabytes on: 4 to 6 times are measured.
  it.each(Object.entries(hostile))('%s', (_, build) => {
    const [short, long] = [build(150_000), build(600_000)]
    parseCommitMessage(short)
    expect(fastest(long) / Math.max(fastest(short), FLOOR)).toBeLessThanOrEqual(10)
  })
})
