import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillDocument } from '../../src/markdown/fill.ts'
import { type Region, regionsOf, stampOf } from '../../src/markdown/regions.ts'
import { takeGenerated, takeMine } from '../../src/markdown/take.ts'
import { nasty } from './nasty.ts'

const region = (name: string, body: string) =>
  `<!-- mortem:${name} -->\n${body && `\n${body}\n\n`}<!-- /mortem:${name} -->\n`
const document = (facts: string, timeline: string, lessons = '') =>
  [region('facts', facts), region('timeline', timeline), region('lessons', lessons)].join('\n')
const stamp = 'a'.repeat(40)
const later = 'b'.repeat(40)

const table = '| UTC | What |\n| --- | --- |\n| 22:20 | down |'
const first = text(fillDocument(null, document('# T', table), stamp))

describe('a file that is not there', () => {
  test('is written whole, with digests and the stamp in its first marker', () => {
    expect(first).toBe(
      [
        '<!-- mortem:facts as of aaaaaaaaaaaa -->\n\n# T\n\n<!-- /mortem:facts 52bda6c6 -->\n',
        `<!-- mortem:timeline -->\n\n${table}\n\n<!-- /mortem:timeline b78b1ba3 -->\n`,
        '<!-- mortem:lessons -->\n<!-- /mortem:lessons 811c9dc5 -->\n',
      ].join('\n'),
    )
    expect(stampOf(first)).toBe('aaaaaaaaaaaa')
  })
  test('has no stamp when the document depends on no history', () => {
    expect(stampOf(text(fillDocument(null, document('a', ''), null)))).toBeNull()
  })
})

describe('a file that is there', () => {
  test('stays, stamp and all, when nothing it says has changed', () => {
    expect(fillDocument(first, document('# T', table), later)).toEqual({ kind: 'same' })
  })
  test('stays when only a formatter was there', () => {
    const formatted = first
      .replace(table, '| UTC   | What |\n| :---- | ---- |\n| 22:20 | down |'.replace(':', '-'))
      .replaceAll('\n', '\r\n')
    expect(fillDocument(formatted, document('# T', table), later)).toEqual({ kind: 'same' })
  })
  test('gets what is new where it is ours, and the stamp moves', () => {
    const mine = first.replace('\n<!-- mortem:timeline', '\nMy words.\n\n<!-- mortem:timeline')
    const filled = text(fillDocument(mine, document('# T', `${table}\n| 23:10 | up |`, '- one'), later))
    expect(filled).toContain('My words.\n\n<!-- mortem:timeline -->')
    expect(filled).toContain('| 23:10 | up |')
    expect(filled).toContain('<!-- mortem:lessons -->\n\n- one\n\n<!-- /mortem:lessons ')
    expect(stampOf(filled)).toBe('bbbbbbbbbbbb')
  })
  test('does not get back a region that a person took out; the stamp moves on to the next', () => {
    const { end } = regionsOf(first).regions[0] as { end: number }
    const filled = text(fillDocument(`# Mine\n${first.slice(end)}`, document('# T', 'new'), later))
    expect(filled.startsWith('# Mine\n\n<!-- mortem:timeline as of bbbbbbbbbbbb -->\n\nnew\n\n')).toBe(true)
    expect(filled).not.toContain('mortem:facts')
  })
  test('keeps a region that this document does not have', () => {
    const other = `${first}\n${text(fillDocument(null, region('custom', 'x'), null))}`
    expect(text(fillDocument(other, document('# U', table), later))).toContain('<!-- mortem:custom -->\n\nx\n')
  })
  test('takes markers around nothing as an invitation', () => {
    expect(
      text(fillDocument('# Mine\n<!-- mortem:timeline -->\n<!-- /mortem:timeline -->', document('', 'x'), stamp)),
    ).toMatch(/^# Mine\n<!-- mortem:timeline as of aaaaaaaaaaaa -->\n\nx\n\n<!-- \/mortem:timeline [0-9a-f]{8} -->$/)
  })
  test('is never touched without a region of ours', () => {
    for (const text of ['', '# Post-mortem\n', '```\n<!-- mortem:facts -->\n<!-- /mortem:facts -->\n```\n'])
      expect(fillDocument(text, document('a', 'b'), stamp)).toEqual({ kind: 'foreign' })
  })
})

describe('an edited region', () => {
  const edited = first.replace('| 22:20 | down |', '| 22:19 | down, I was there |')
  const next = document('# T', `${table}\n| 23:10 | up |`)

  test('keeps the whole file as it is and shows both versions', () => {
    const filled = fillDocument(edited, next, later)
    expect(filled).toMatchObject({ kind: 'edited', regions: [{ name: 'timeline', line: 7 }] })
    const [both] = (filled as Extract<typeof filled, { kind: 'edited' }>).regions
    expect(both?.mine).toContain('I was there')
    expect(both?.generated).toContain('23:10')
  })
  test('is no edit when it says just what would be written', () => {
    const same = first.replace(table, `${table}\n| 23:10 | up |`)
    expect(regionsOf(text(fillDocument(same, next, later))).regions[1]?.body).toContain('23:10')
  })
  test('--take generated drops the edit', () => {
    const settled = text(takeGenerated(edited, next, later))
    expect(settled).not.toContain('I was there')
    expect(fillDocument(settled, next, later)).toEqual({ kind: 'same' })
  })
  test('--take mine makes it prose and goes on with the rest', () => {
    const settled = text(takeMine(edited))
    expect(settled).toContain('| 22:19 | down, I was there |')
    expect(settled).not.toContain('mortem:timeline')
    expect(fillDocument(settled, next, later)).toEqual({ kind: 'same' })
    expect(takeMine(settled)).toEqual({ kind: 'same' })
  })
  test('--take mine on the first region leaves the stamp with the next', () => {
    const settled = text(takeMine(first.replace('# T', '# My title')))
    expect(settled).toMatch(/^\n# My title\n\n\n<!-- mortem:timeline as of aaaaaaaaaaaa -->/)
  })
})

describe('a broken file', () => {
  test.each([
    ['no end', '<!-- mortem:a -->\nx\n', 1, 'region "a" has no end'],
    ['no beginning', 'x\n<!-- /mortem:a 00000000 -->\n', 2, 'region "a" ends without a beginning'],
    ['nested', '<!-- mortem:a -->\n<!-- mortem:b -->\n<!-- /mortem:a -->\n', 2, 'region "b" begins inside region "a"'],
    ['another end', '<!-- mortem:a -->\n<!-- /mortem:b -->\n<!-- /mortem:a -->\n', 2, 'region "a" ends as "b"'],
    ['twice', `${region('a', 'x')}${region('a', 'y')}`, 6, 'region "a" is there twice'],
    [
      'a conflict',
      `${region('a', 'x')}<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n`,
      6,
      'a merge conflict is not resolved',
    ],
  ])('%s', (_, existing, line, message) => {
    for (const result of [
      fillDocument(existing, document('a', 'b'), stamp),
      takeMine(existing),
      takeGenerated(existing, document('a', 'b'), stamp),
    ])
      expect(result).toEqual({ kind: 'broken', problems: [{ line, message }] })
  })
  test('a conflict in a file that is all ours is simply built anew', () => {
    const rendered = region('tracker', '# Action items')
    const conflict = `<<<<<<< HEAD\n${text(fillDocument(null, rendered, stamp))}=======\n${text(fillDocument(null, rendered, later))}>>>>>>> theirs\n`
    expect(fillDocument(conflict, rendered, later)).toEqual(fillDocument(null, rendered, later))
    expect(fillDocument(`Mine\n${conflict}`, rendered, later)).toMatchObject({
      kind: 'broken',
      problems: [{ line: 2 }],
    })
  })
})

test('markers that are only shown do not count', () => {
  const shown = [
    '- in a list:\n  ```\n<!-- no -->\n  ```\n',
    '- ```html\n  x\n  ```\n',
    '````\n```\n<!-- mortem:facts -->\n````\n',
    '<!--\n<!-- /mortem:facts 00000000 -->\n',
    'inline `<!-- mortem:facts -->`\n',
    '    <!-- mortem:facts -->\n',
  ].join('\n')
  expect(regionsOf(`${shown}\n${first}`)).toMatchObject({
    problems: [],
    regions: [{ name: 'facts' }, { name: 'timeline' }, { name: 'lessons' }],
  })
})

/** Prose as a person may write it around regions; markers of ours would be no prose. */
const prose = fc
  .array(nasty, { maxLength: 4 })
  .map((parts) => parts.join('\n'))
  .filter((text) => !/<!--|-->|`{3}|~{3}|<<<<<<<|>>>>>>>|<[a-z?!/]/i.test(text))
const lineEnd = fc.constantFrom('\n', '\r\n')

test('every byte outside the regions stays, whatever it is; filling again writes nothing', () => {
  fc.assert(
    fc.property(prose, prose, prose, lineEnd, fc.constantFrom('', '\ufeff'), (a, b, c, eol, bom) => {
      const [one, two] = regionsOf(first).regions as [Region, Region, Region]
      const lines = (text: string) => text.replaceAll('\n', eol)
      const outside = [`${bom}${a}${eol}`, `${b}${eol}`, c]
      const existing = `${outside[0]}${lines(first.slice(one.start, one.end))}${outside[1]}${lines(first.slice(two.start, two.end))}${outside[2]}`
      const rendered = document('# Another', `${table}\n| 23:59 | more |`)
      const filled = text(fillDocument(existing, rendered, later))
      const { regions } = regionsOf(filled)
      expect(regions.map(({ name }) => name)).toEqual(['facts', 'timeline'])
      expect([
        filled.slice(0, regions[0]?.start),
        filled.slice(regions[0]?.end, regions[1]?.start),
        filled.slice(regions[1]?.end),
      ]).toEqual(outside)
      expect(fillDocument(filled, rendered, stamp)).toEqual({ kind: 'same' })
    }),
    { numRuns: 500 },
  )
})

test('a region that says something else is never overwritten', () => {
  fc.assert(
    fc.property(nasty, fc.nat(), (words, at) => {
      const { bodyStart, bodyEnd } = regionsOf(first).regions[1] as { bodyStart: number; bodyEnd: number }
      const place = bodyStart + (at % (bodyEnd - bodyStart))
      const edited = first.slice(0, place) + words + first.slice(place)
      const filled = fillDocument(edited, document('# T', 'new'), later)
      // Blanks are layout; everything else that a person typed is an edit, or makes the file unreadable to us.
      const layout = /^[\s|-]*$/.test(words)
      if (!layout) expect(['edited', 'broken', 'foreign']).toContain(filled.kind)
    }),
    { numRuns: 1000 },
  )
})

function text(filled: { kind: string; text?: string }): string {
  expect(filled.kind).toBe('write')
  return filled.text as string
}
