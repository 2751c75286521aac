/** The rules that ask history: what they say besides their examples, and when they are silent. */
import { describe, expect, test } from 'vitest'
import type { ActionFacts } from '../../src/checks/rule.ts'
import { rules } from '../../src/checks/rules.ts'
import type { RuleId } from '../../src/model/rules.ts'
import { exampleLedger } from './ledger-of.ts'

const now = Date.parse('2026-07-01T00:00:00Z') / 1000

async function found(rule: RuleId, record: string, actions: Record<string, ActionFacts> = {}, config: unknown = {}) {
  const context = await exampleLedger({ record, history: { says: '', actions }, messages: [] }, config)
  return rules[rule].find({ ...context, now })
}

const messages = async (...asked: Parameters<typeof found>) => (await found(...asked)).map(({ message }) => message)

const record = (actions: string) => `id: 2026-06-10-x\ntitle: X\nactions:\n${actions}`
const one = record('  - { id: A1, title: Pin the tag, status: done }\n')
const [lost] = [rules['lost-remediation'].example.history?.actions.A1 as ActionFacts]
const retired = { commit: 'bcf22640', as: 'retired', reason: 'moved', source: 'record' } as const

describe('lost-remediation', () => {
  test('is silent once a verdict covers the loss: then nothing is lost', async () => {
    const covered = { ...lost, lost: false, liveness: { ...lost?.liveness, verdict: retired } } as ActionFacts
    expect(await messages('lost-remediation', one, { A1: covered })).toEqual([])
  })

  test('a loss that history does not explain is said as such', async () => {
    const liveness = { state: 'gone' as const, undoneBy: [], verdict: null }
    expect(await messages('lost-remediation', one, { A1: { lost: true, liveness } })).toEqual([
      'A1 is done, but it is no longer in the tree, and history does not say who took it away: Pin the tag',
    ])
  })

  test('both ways on can be copied, with the trailer that this repository uses', async () => {
    const [problem] = await found(
      'lost-remediation',
      one,
      { A1: lost as ActionFacts },
      { messages: { retires: 'Drops' } },
    )
    expect(problem?.next).toBe(
      'put it back; or, when it is meant, say so: "Drops: 2026-06-10-x#A1 (reason)" in a commit message, or mortem action verdict 2026-06-10-x#A1 bcf226400000 --as retired --reason "…"',
    )
  })

  test('a probe alone is the other rule’s', async () => {
    const failing = rules['failing-probe'].example.history?.actions.A1 as ActionFacts
    expect(await messages('lost-remediation', one, { A1: failing })).toEqual([])
    expect(await messages('failing-probe', one, { A1: { ...failing, lost: false } })).toEqual([])
  })
})

test.each([
  ['a passing probe', 'A1 is called todo, but its probe passes: a.tf must contain x'],
  ['VaultRaftLeaderStuck is in rules.tf', 'A1 is called todo, but VaultRaftLeaderStuck is in rules.tf'],
])('stale-open by %s', async (staleBecause, expected) => {
  const facts: ActionFacts = {
    stale: true,
    staleBecause,
    probes: [{ probe: { file: 'a.tf', contains: 'x' }, state: 'passing', says: 'a.tf must contain x' }],
  }
  expect(await messages('stale-open', one.replace('done', 'todo'), { A1: facts })).toEqual([expected])
})

test('stale-open of an item that a commit dropped asks to drop it', async () => {
  const facts: ActionFacts = { stale: true, status: 'wont-do', staleBecause: 'a commit' }
  const [problem] = await found('stale-open', one.replace('done', 'todo'), { A1: facts })
  expect(problem).toMatchObject({
    message: 'A1 is called todo, but history says wont-do',
    next: 'mortem action drop 2026-06-10-x#A1 --reason "…"',
  })
})

test('a hash with several survivors is ambiguous and not also dead, one that a shallow clone cannot find is neither', async () => {
  const text = record('  - { id: A1, title: Pin, status: done, commits: ["35646841"] }\n')
  const candidates = ['1'.repeat(40), '2'.repeat(40), '3'.repeat(40), '4'.repeat(40), '5'.repeat(40)]
  const several = { A1: { links: [{ recorded: '35646841', landed: false, candidates }] } }
  expect(await messages('dead-link', text, several)).toEqual([])
  expect(await messages('ambiguous-link', text, several)).toEqual([
    'A1: recorded 35646841 could be 111111111111 or 222222222222 or 333333333333 or 444444444444 or 1 more now',
  ])
  const unseen = { A1: { links: [{ recorded: '35646841', landed: null }] } }
  expect(await messages('dead-link', text, unseen)).toEqual([])
})

describe('recurring-cause', () => {
  const incident = (day: string, rest: string) => `id: 2026-06-${day}-x${day}\ntitle: X\n${rest}`
  const cause = (title: string, more = '') => `causes: [{ id: C1, title: ${JSON.stringify(title)}${more} }]\n`
  const actions = (status: string) => `actions: [{ id: A${status.length}, title: Alert, status: ${status} }]\n`
  const check = (...texts: string[]) => messages('recurring-cause', texts.join('---\n'))

  test('is said at the later one only, whatever the order of the files', async () => {
    const early = incident('01', cause('The disk was full') + actions('todo'))
    const other = incident('02', cause('The network was full') + actions('todo'))
    const expected = ['2026-06-01-x01 had the same cause, and what it asked for is still open: A4 Alert']
    expect(await check(early, other)).toEqual([])
    const same = incident('02', cause('Disk full') + actions('todo'))
    expect(await check(early, same)).toEqual(expected)
    expect(await check(same, early)).toEqual(expected)
  })

  test('with everything settled, only one that nobody has declared', async () => {
    const early = incident('01', cause('The disk was full') + actions('done'))
    const late = (more: string) => incident('02', cause('The disk was full') + more)
    expect(await check(early, late(''))).toEqual([
      '2026-06-01-x01 had the same cause, and all that it asked for is settled: that did not keep it away',
    ])
    expect(await check(early, late('recurs: [2026-06-01-x01]\n'))).toEqual([])
    expect(await check(early, late('related: [2026-06-01-x01]\n'))).toEqual([])
  })

  test('a declared one raises what is still open', async () => {
    const early = incident('01', `aliases: [disk]\n${actions('todo')}`)
    expect(await check(early, incident('02', 'recurs: [disk]\n'))).toEqual([
      'it recurs 2026-06-01-x01, and what it asked for is still open: A4 Alert',
    ])
  })

  test.each([
    ['a single word', cause('Unknown'), cause('Unknown')],
    ['a refuted cause', cause('The disk was full', ', confidence: refuted'), cause('The disk was full')],
  ])('%s is no cause in common', async (_, a, b) => {
    expect(await check(incident('01', a + actions('todo')), incident('02', b))).toEqual([])
  })

  /** Incidents whose only fix changed these files; the first has something open besides. */
  const fixing = (...files: string[]) => {
    const text = files.map((_, n) =>
      incident(
        String(n + 10),
        `actions: [{ id: F${n}, title: Do }${n === 0 ? ', { id: A9, title: Alert }' : ''}]\n`.replaceAll('F', 'A'),
      ),
    )
    const facts = files.map((path, n) => [
      `A${n}`,
      { status: 'done', links: [{ commit: '1'.repeat(40), paths: [path] }] },
    ])
    return messages('recurring-cause', text.join('---\n'), Object.fromEntries(facts) as Record<string, ActionFacts>)
  }

  test('fixes of the same file raise what is open; a file that many incidents touch says nothing', async () => {
    expect(await fixing('a.tf', 'b.tf')).toEqual([])
    expect(await fixing('a.tf', 'a.tf')).toEqual([
      'fixes of 2026-06-10-x10 changed a.tf as well, and what it asked for is still open: A9 Alert',
    ])
    expect(await fixing('a.tf', 'a.tf', 'a.tf', 'a.tf')).toEqual([])
  })
})

test('uncodified-change leaves a day, and takes the time of the incident where a change has none', async () => {
  const change = (fields: string) => `id: 2026-06-30-x\ntitle: X\nchanges: [{ what: Patched, ${fields} }]\n`
  expect(await messages('uncodified-change', change('at: 2026-06-30T12:00:00Z, codified: pending'))).toEqual([])
  expect(await messages('uncodified-change', change('codified: pending'))).toEqual([
    'not in git since 2026-06-30: Patched',
  ])
  expect(await messages('uncodified-change', change('at: 2026-06-01, relation: related'))).toEqual([])
})
