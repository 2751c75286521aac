/** What people write to name an incident or action, and what it resolves to. */
import { expect, test } from 'vitest'
import { Catalog, type Entry, trackerIds } from '../../src/ledger/catalog.ts'
import { incidentSchema } from '../../src/model/incident.ts'
import { makeRepository } from '../support/repository.ts'
import { actionOf, bootStorm, bootStormFile, ledgerOf, linksOf } from './ledger-of.ts'

function entry(id: string, more: object = {}): Entry {
  const record = incidentSchema.parse({ id, title: id, ...more })
  return { id, record, files: [`post-mortems/${id}.yaml`, `post-mortems/${id}.md`] }
}

const actions = (...ids: string[]) => ({ actions: ids.map((id) => ({ id, title: `Title of ${id}` })) })
const catalog = new Catalog(
  [
    entry('2026-06-10-authentik-boot-storm', { ...actions('A1', 'A2'), aliases: ['storm'], tracker: 'OPS-7' }),
    entry('2026-06-10-shm-full', actions('A2', 'A3')),
    entry('2026-05-17-authentik-keel', {
      tracker: 'https://forge.example/owner/repo/issues/42',
      actions: [{ id: 'A1', title: 'One', tracker: 'code-8vr0' }],
    }),
    { id: '2026-04-01-prose-only', record: null, files: ['docs/post-mortems/2026-04-01-prose-only.md'] },
  ],
  'P90D',
)
const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 1000
const now = day('2026-07-01')
const named = (target: string, at = now) => {
  const found = catalog.resolve(target, at)
  if (found.state !== 'one') return `${found.state}: ${found.candidates.join(', ')}`
  return `${found.named.entry.id}${found.named.action ? `#${found.named.action}` : ''}`
}

test.each([
  ['2026-06-10-authentik-boot-storm', '2026-06-10-authentik-boot-storm'],
  ['2026-06-10-authentik-boot-storm#A1', '2026-06-10-authentik-boot-storm#A1'],
  ['boot-storm', '2026-06-10-authentik-boot-storm'],
  ['boot-storm#a1', '2026-06-10-authentik-boot-storm#A1'],
  ['authentik-boot-storm', '2026-06-10-authentik-boot-storm'],
  ['2026-06-10-authentik', '2026-06-10-authentik-boot-storm'],
  ['2026-05-17', '2026-05-17-authentik-keel'],
  ['storm', '2026-06-10-authentik-boot-storm'],
  ['OPS-7', '2026-06-10-authentik-boot-storm'],
  ['OPS-7#A2', '2026-06-10-authentik-boot-storm#A2'],
  ['#42', '2026-05-17-authentik-keel'],
  ['owner/repo#42', '2026-05-17-authentik-keel'],
  ['https://forge.example/owner/repo/issues/42', '2026-05-17-authentik-keel'],
  ['code-8vr0', '2026-05-17-authentik-keel#A1'],
  ['PM-2026-05-17', '2026-05-17-authentik-keel'],
  ['PM-2026-04-01', '2026-04-01-prose-only'],
  ['boot-storm/A1', '2026-06-10-authentik-boot-storm#A1'],
  // Of two incidents of that day only one has the action.
  ['2026-06-10#A1', '2026-06-10-authentik-boot-storm#A1'],
  ['PM-2026-06-10#A3', '2026-06-10-shm-full#A3'],
])('%s → %s', (target, expected) => {
  expect(named(target)).toBe(expected)
})

test.each([
  ['2026-06-10', 'ambiguous: 2026-06-10-authentik-boot-storm, 2026-06-10-shm-full'],
  ['2026-06-10#A2', 'ambiguous: 2026-06-10-authentik-boot-storm#A2, 2026-06-10-shm-full#A2'],
  ['authentik', 'ambiguous: 2026-05-17-authentik-keel, 2026-06-10-authentik-boot-storm'],
  ['boot-strom', 'none: authentik-boot-storm'],
  ['authentik-bot-storm', 'none: authentik-boot-storm'],
  ['boot-storm#A9', 'none: 2026-06-10-authentik-boot-storm#A1, 2026-06-10-authentik-boot-storm#A2'],
  ['something-else', 'none: '],
  ['', 'none: '],
  ['#', 'none: '],
  // Part of a word is no short form.
  ['boot-stor', 'none: '],
])('%s → %s', (target, expected) => {
  const found = named(target)
  if (expected.startsWith('none') && found !== expected) expect(found).toMatch(/^none: /)
  else expect(found).toBe(expected)
})

test('an incident more than the window after the commit cannot be meant', () => {
  expect(named('boot-storm', day('2026-03-12'))).toBe('2026-06-10-authentik-boot-storm')
  expect(named('boot-storm', day('2026-03-11'))).toMatch(/^none/)
  expect(named('authentik', day('2026-03-01'))).toBe('2026-05-17-authentik-keel')
})

test('a whole slug and a declared alias are meant before words of other slugs', () => {
  const both = new Catalog(
    [
      entry('2026-05-20-boot-storm'),
      entry('2026-06-01-boot-storm-again'),
      entry('2026-05-01-x', { aliases: ['again'] }),
    ],
    'P90D',
  )
  expect(both.resolve('boot-storm', now)).toMatchObject({ named: { entry: { id: '2026-05-20-boot-storm' } } })
  const alias = new Catalog([entry('2026-05-20-a-storm', { aliases: ['storm'] }), entry('2026-06-01-b-storm')], 'P90D')
  expect(alias.resolve('storm', now)).toMatchObject({ named: { entry: { id: '2026-05-20-a-storm' } } })
})

test('an incident that came later does not make an old name ambiguous', () => {
  const twice = new Catalog(
    [entry('2026-05-20-storm', actions('A1')), entry('2026-06-10-storm', actions('A1'))],
    'P90D',
  )
  const first = { named: { entry: { id: '2026-05-20-storm' }, action: 'A1' } }
  expect(twice.resolve('storm#A1', day('2026-05-21'))).toMatchObject(first)
  expect(twice.resolve('storm#A1', day('2026-06-09'))).toMatchObject({ state: 'ambiguous' })
  // Before both of them it could be either.
  expect(twice.resolve('storm#A1', day('2026-05-01'))).toMatchObject({ state: 'ambiguous' })
})

test("a plain number is no issue of another repository, once the repository's own address is known", async () => {
  const address = 'https://github.com/acme/incidents/issues/42'
  expect(trackerIds(address, 'https://github.com/acme/incidents')).toContain('#42')
  expect(trackerIds(address, 'https://github.com/acme/web/')).toEqual([address, 'acme/incidents#42'])

  const repo = await makeRepository()
  await repo.commit({ message: 'Make the button blue\n\nFixes #42' })
  const files = { [bootStormFile]: bootStorm(`  - { id: A1, title: Rotate the keys, tracker: "${address}" }\n`) }
  const config = { forge: { kind: 'github', url: 'https://github.com/acme/web' } }
  expect(linksOf(await ledgerOf(repo, files, { config }), 'A1')).toEqual([])
  expect(linksOf(await ledgerOf(repo, files), 'A1')).toEqual(['fixed tracker probable: Make the button blue'])
})

test('a path or file name means the record or document that has it, the whole path first', () => {
  const both = new Catalog(
    [
      { id: 'a', record: null, files: ['one/2026-06-10-x.md'] },
      { id: 'b', record: null, files: ['two/2026-06-10-x.md'] },
    ],
    'P90D',
  )
  expect(both.resolveFile('one/2026-06-10-x.md')).toMatchObject({ state: 'one', named: { entry: { id: 'a' } } })
  expect(both.resolveFile('2026-06-10-x.md')).toEqual({ state: 'ambiguous', candidates: ['a', 'b'] })
  expect(both.resolveFile('nothing.md')).toEqual({ state: 'none', candidates: [] })
})

test.each([
  ['code-8vr0', ['code-8vr0']],
  ['https://github.com/o/r/issues/12', ['https://github.com/o/r/issues/12', '#12', 'o/r#12']],
  ['https://gitlab.com/g/s/p/-/issues/3', ['https://gitlab.com/g/s/p/-/issues/3', '#3', 'g/s/p#3']],
  ['https://jira.example/jira/browse/OPS-7', ['https://jira.example/jira/browse/OPS-7', 'OPS-7']],
])('a tracker %s answers to %j', (tracker, ids) => {
  expect(trackerIds(tracker)).toEqual(ids)
})

test('an ambiguous or unknown reference counts for nothing and is listed with what it could mean', async () => {
  const repo = await makeRepository()
  const record = (slug: string) =>
    bootStorm('  - { id: A1, title: Pin the tag }\n').replace('boot-storm', slug).replace('Boot storm', slug)
  const files = {
    [bootStormFile]: record('boot-storm'),
    'post-mortems/2026-01-10-shm-full.yaml': record('shm-full'),
  }
  const first = await repo.commit({ message: 'both\n\nRemediates: 2026-01-10#A1' })
  const second = await repo.commit({ message: 'neither\n\nRemediates: boot-strom#A1' })
  await repo.commit({ message: 'prose\n\nNames 2026-01-12-something-else, which is nobody.' })
  const ledger = await ledgerOf(repo, files)
  expect(linksOf(ledger, 'A1', 'boot-storm').concat(linksOf(ledger, 'A1', 'shm-full'))).toEqual([])
  expect(ledger.unresolved).toEqual([
    {
      ...{ commit: second, subject: 'neither', line: 3, kind: 'remediates', target: 'boot-strom#A1' },
      ...{ state: 'unresolved', candidates: ['boot-storm'] },
    },
    {
      ...{ commit: first, subject: 'both', line: 3, kind: 'remediates', target: '2026-01-10#A1' },
      ...{ state: 'ambiguous', candidates: ['2026-01-10-boot-storm#A1', '2026-01-10-shm-full#A1'] },
    },
  ])
})

test('a short form in an old message does not find an incident of years later', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'old\n\nRemediates: boot-storm#A1', date: '2024-01-01T00:00:00Z' })
  await repo.commit({ message: 'new\n\nRemediates: boot-storm#A1', date: '2026-01-09T00:00:00Z' })
  const ledger = await ledgerOf(repo, { [bootStormFile]: bootStorm('  - { id: A1, title: Pin the tag }\n') })
  expect(linksOf(ledger, 'A1')).toEqual(['fixed trailer certain: new'])
  expect(actionOf(ledger, 'A1').status).toBe('done')
})

test('references to prose without a record resolve and are no findings', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one [PM-2026-01-10]\n\nSee docs/pm/2026-01-10-boot-storm.md' })
  const ledger = await ledgerOf(repo, { 'docs/pm/2026-01-10-boot-storm.md': '# Boot storm ##\n' })
  expect(ledger.unresolved).toEqual([])
  expect(ledger.loose).toEqual([
    {
      ...{ file: 'docs/pm/2026-01-10-boot-storm.md', id: '2026-01-10-boot-storm' },
      ...{ title: 'Boot storm', date: '2026-01-10' },
    },
  ])
})
