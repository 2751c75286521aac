/** Whole documents as a person sees them; `UPDATE=1` writes the expected files anew, for a person to look at. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderActionItems } from '../../src/documents/action-items.ts'
import { renderIndex } from '../../src/documents/index-page.ts'
import { renderPostMortem } from '../../src/documents/post-mortem.ts'
import type { LooseDocument } from '../../src/ledger/ledger.ts'
import { fillDocument } from '../../src/markdown/fill.ts'
import { bootStorm, fresh, keel } from './boot-storm.ts'
import { context, incidentOf, ledgerOf } from './ledger-of.ts'

const outpost: LooseDocument = {
  file: 'post-mortems/2026-04-18-authentik-outpost-shm-full.md',
  id: '2026-04-18-authentik-outpost-shm-full',
  title: 'Outpost out of shared memory',
  date: '2026-04-18',
}
const ledger = ledgerOf([keel, bootStorm, fresh], {
  commit: '0123456789abcdef0123456789abcdef01234567',
  loose: [outpost],
})

test.each([
  ['boot-storm.md', () => renderPostMortem(ledger, bootStorm, context()), ledger.commit],
  ['boot-storm-before.md', () => renderPostMortem(ledger, keel, context()), ledger.commit],
  ['an-hour-in.md', () => renderPostMortem(ledger, fresh, context()), ledger.commit],
  ['action-items.md', () => renderActionItems(ledger, context()), ledger.commit],
  ['index.md', () => renderIndex(ledger, context()), null],
  ['index-of-nothing.md', () => renderIndex(ledgerOf([]), context()), null],
  ['action-items-of-nothing.md', () => renderActionItems(ledgerOf([]), context()), null],
] as const)('%s', (name, render, stamp) => {
  const filled = fillDocument(null, render(), stamp)
  const text = filled.kind === 'write' ? filled.text : filled.kind
  const file = new URL(`fixtures/${name}`, import.meta.url)
  if (process.env.UPDATE) writeFileSync(file, text)
  expect(text).toBe(readFileSync(file, 'utf8'))
})

test('an index of more than thirty is cut into years', () => {
  const many = Array.from({ length: 31 }, (_, i) =>
    incidentOf({ id: `${2020 + (i % 3)}-01-${String((i % 28) + 1).padStart(2, '0')}-n${i}`, title: `Number ${i}` }),
  )
  const text = renderIndex(ledgerOf(many, { loose: [{ ...outpost, date: null, id: 'old' }] }), context())
  expect(text.match(/^## .*/gm)).toEqual(['## 2022', '## 2021', '## 2020', '## Undated'])
})

test.each([
  [
    'github',
    'https://f.example/o/r',
    '[`0123456`](https://f.example/o/r/commit/0123456789abcdef0123456789abcdef01234567)',
  ],
  [
    'gitlab',
    'https://f.example/o/r/',
    '[`0123456`](https://f.example/o/r/-/commit/0123456789abcdef0123456789abcdef01234567)',
  ],
  [
    'bitbucket',
    'https://f.example/o/r',
    '[`0123456`](https://f.example/o/r/commits/0123456789abcdef0123456789abcdef01234567)',
  ],
  [
    'sourcehut',
    'https://f.example/~o/r',
    '[`0123456`](https://f.example/~o/r/commit/0123456789abcdef0123456789abcdef01234567)',
  ],
  ['none', 'https://f.example/o/r', '`0123456`'],
  ['forgejo', null, '`0123456`'],
] as const)('a commit on %s %s', (kind, url, expected) => {
  const incident = incidentOf(
    { id: '2026-06-10-x', title: 'X', actions: [{ id: 'A1', title: 'Do', status: 'done' }] },
    { actions: { A1: { links: [{ commit: '0123456789abcdef0123456789abcdef01234567' }] } } },
  )
  expect(renderPostMortem(ledgerOf([incident]), incident, context({ forge: { kind, url } }))).toContain(
    `| done: A1 Do | ${expected} |`,
  )
})

test('addresses of documents are encoded', () => {
  const odd = { ...outpost, file: 'post-mortems/100% (a)#b?.md' }
  expect(renderIndex(ledgerOf([], { loose: [odd] }), context())).toContain(
    '[Outpost out of shared memory](100%25%20\\(a\\)%23b%3F.md)',
  )
})
