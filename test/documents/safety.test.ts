import fc from 'fast-check'
import type { Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'
import { actionItemsView, renderActionItems } from '../../src/documents/action-items.ts'
import type { ViewValue } from '../../src/documents/engine.ts'
import { indexView, renderIndex } from '../../src/documents/index-page.ts'
import { postMortemView, renderPostMortem } from '../../src/documents/post-mortem.ts'
import type { LedgerIncident } from '../../src/ledger/ledger.ts'
import { Block } from '../../src/markdown/block.ts'
import { fillDocument } from '../../src/markdown/fill.ts'
import { Phrase } from '../../src/markdown/phrase.ts'
import { parse, textOf } from '../../src/markdown/processor.ts'
import { visible } from '../../src/markdown/visible.ts'
import { filled } from '../markdown/nasty.ts'
import { context, incidentOf, ledgerOf } from './ledger-of.ts'

const runs = { numRuns: Number(process.env.RUNS ?? 60) }
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const some = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 3 })

const time = fc.constantFrom(
  '2026-06-10T22:20:00Z',
  '~2026-06-10T22:24Z',
  '2026-06-11T03:00:10+02:00',
  '2026-06-10',
  '2026-06',
  '~2026-06-10T22',
)
const status = fc.constantFrom('todo', 'in-progress', 'done', 'done-alt', 'wont-do', 'needs-review')
const hash = fc.constantFrom('4e882989', 'deadbeef')

const record = fc.record({
  id: fc.constant('2026-06-10-x'),
  title: filled,
  severity: maybe(filled),
  status: fc.constantFrom('investigating', 'mitigated', 'resolved', 'closed'),
  services: some(filled),
  owner: maybe(filled),
  tracker: maybe(fc.oneof(filled, fc.constant('https://x.y/a|b'))),
  timezone: maybe(fc.constantFrom('Europe/Sofia', 'America/New_York', 'Asia/Kolkata')),
  times: fc.record({ started: maybe(time), detected: maybe(time), mitigated: maybe(time), resolved: maybe(time) }),
  detection: maybe(
    fc.record({ by: maybe(fc.constantFrom('alert', 'person')), alert: maybe(filled), 'should-have': maybe(filled) }),
  ),
  summary: maybe(filled),
  impact: fc.dictionary(
    filled.filter((key) => key !== '__proto__'),
    maybe(filled),
    { maxKeys: 3, noNullPrototype: true },
  ),
  timeline: some(fc.record({ at: time, event: filled, source: maybe(filled) })),
  causes: some(
    fc.record({
      id: maybe(fc.constantFrom('C1', 'C2', '|`')),
      kind: maybe(fc.constantFrom('root', 'trigger')),
      confidence: maybe(fc.constantFrom('confirmed', 'refuted')),
      title: filled,
      detail: maybe(filled),
      commits: some(hash),
    }),
  ),
  'detection-gaps': some(fc.record({ gap: filled, effect: maybe(filled), action: maybe(fc.constantFrom('A1', 'A9')) })),
  changes: some(
    fc.record({
      at: maybe(time),
      relation: maybe(fc.constantFrom('mitigated', 'fixed')),
      what: filled,
      codified: maybe(fc.constantFrom('pending', 'temporary', '4e882989')),
    }),
  ),
  actions: some(
    fc.record({
      priority: maybe(fc.constantFrom('P0', 'P3')),
      title: filled,
      addresses: some(fc.constantFrom('C1', 'C2')),
      owner: maybe(filled),
      due: maybe(fc.constant('2026-06-17')),
      tracker: maybe(filled),
      status,
      resolution: maybe(filled),
    }),
  ).map((actions) => actions.map((action, i) => ({ ...action, id: `A${i + 1}` }))),
  lessons: some(filled),
  related: some(filled),
  recurs: some(filled),
  runbooks: some(filled),
})

const commit = { commit: '4e88298901c3a2b4c5d6e7f8091a2b3c4d5e6f70', date: 1_781_000_000 }
const incident: fc.Arbitrary<LedgerIncident> = fc
  .tuple(record, filled, some(filled), filled)
  .map(([record, subject, paths, note]) => {
    const answer = { ...commit, subject, paths, note }
    return incidentOf(record, {
      links: [{ ...commit, subject, relation: 'caused' }],
      actions: {
        A1: { links: [answer], verdicts: [{ commit: '4e882989', as: 'superseded', reason: note, source: 'record' }] },
        A2: { links: [answer, { recorded: '35646841' }] },
      },
    })
  })

test('a post-mortem reads back as what its record says, in every cell, item and heading', () => {
  fc.assert(
    fc.property(incident, (incident) => {
      const ledger = ledgerOf([incident])
      const tree = parse(renderPostMortem(ledger, incident, context()))
      const seen = texts(tree)
      expect(seen.headings[0]).toBe(visible(incident.record.title))
      expect(seen.foreign).toEqual([])
      for (const wanted of phrases(postMortemView(ledger, incident, context()))) expect(seen.all).toContain(wanted)
      // The texts themselves, not only what a view made of them.
      const cells = seen.cells.join('\n')
      for (const { title } of [...incident.record.causes, ...incident.record.actions])
        expect(cells).toContain(visible(title))
    }),
    runs,
  )
})

test('so do the tracker and the index', () => {
  fc.assert(
    fc.property(incident, (incident) => {
      const ledger = ledgerOf([incident])
      const tracker = texts(parse(renderActionItems(ledger, context())))
      const index = texts(parse(renderIndex(ledger, context())))
      expect([...tracker.foreign, ...index.foreign]).toEqual([])
      for (const wanted of phrases(indexView(ledger, context()))) expect(index.all).toContain(wanted)
      // A section shows some of its columns: the action and its incident are always among them.
      const cells = tracker.cells.join('\n')
      for (const { title } of incident.record.actions) expect(cells).toContain(visible(title))
      const view = actionItemsView(ledger, context())
      for (const wanted of phrases(view.uncodified ?? null)) expect(tracker.cells).toContain(wanted)
      expect(tracker.all).toContain(`${view.counts instanceof Phrase && view.counts.plain}`)
    }),
    runs,
  )
})

test('the same ledger gives the same bytes, and filling twice writes nothing', () => {
  fc.assert(
    fc.property(incident, (incident) => {
      const render = () => renderPostMortem(ledgerOf([incident]), incident, context())
      const once = fillDocument(null, render(), 'a'.repeat(40))
      expect(render()).toBe(render())
      expect(once.kind).toBe('write')
      expect(once.kind === 'write' && fillDocument(once.text, render(), 'b'.repeat(40))).toEqual({ kind: 'same' })
    }),
    runs,
  )
})

test('100 kB in any field are rendered, and quickly', () => {
  const long = 'word `code` [x](y) '.repeat(5500)
  const huge = incidentOf({
    id: '2026-06-10-x',
    title: long,
    summary: long,
    lessons: [long],
    timeline: [{ at: '2026-06-10', event: long }],
    causes: [{ id: 'C1', title: long, detail: long }],
  })
  const start = performance.now()
  expect(renderPostMortem(ledgerOf([huge]), huge, context()).length).toBeGreaterThan(600_000)
  expect(performance.now() - start).toBeLessThan(5000)
})

/** What a reader of the document sees. `foreign` is every piece of HTML that is not ours. */
function texts(tree: Root) {
  const headings: string[] = []
  const cells: string[] = []
  const rest: string[] = []
  const foreign: string[] = []
  let folded = ''
  visit(tree, (node: Nodes) => {
    if (node.type === 'heading') headings.push(textOf(node))
    if (node.type === 'tableCell') cells.push(textOf(node))
    if (node.type === 'paragraph') rest.push(textOf(node))
    if (node.type !== 'html') return
    const ours = /^<!-- \/?mortem:[a-z]+ -->(\n<!-- \/mortem:[a-z]+ -->)?$|^<\/details>$/.test(node.value)
    const details = /^<details>\n<summary>([\w ·]+)<\/summary>$/.exec(node.value)
    if (details) folded = details[1] as string
    else if (!ours) foreign.push(node.value)
  })
  return { headings, cells, foreign, folded, all: [...headings, ...cells, ...rest] }
}

/** The text of every phrase in a view; of a block, of each of its paragraphs. */
function phrases(value: ViewValue): string[] {
  if (value instanceof Phrase) return value.isEmpty ? [] : [value.plain]
  if (value instanceof Block) {
    const found: string[] = []
    visit({ type: 'root', children: [...value.nodes] } as Root, 'paragraph', (node) => void found.push(textOf(node)))
    return found
  }
  if (Array.isArray(value)) return value.flatMap(phrases)
  return value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([name, inner]) => (name === 'zone' ? [] : phrases(inner as ViewValue)))
    : []
}
