/** What holds for any messages and records, and the time that hostile ones take. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Catalog, type Entry } from '../../src/ledger/catalog.ts'
import { rowOf, rowsOf } from '../../src/ledger/document-rows.ts'
import { draftActions } from '../../src/ledger/draft/actions.ts'
import { draftIncident, namedDocument } from '../../src/ledger/draft/draft.ts'
import { onlyMatch, tellingWords } from '../../src/ledger/likeness.ts'
import { parseCommitMessage } from '../../src/message/parse.ts'
import { incidentIdProblem } from '../../src/model/ids.ts'
import { incidentSchema } from '../../src/model/incident.ts'
import { makeRepository, type TestRepository } from '../support/repository.ts'
import { type Files, ledgerOf } from './ledger-of.ts'

const slug = fc.constantFrom('boot-storm', 'shm-full', 'keel', 'boot', 'storm')
const id = fc
  .tuple(fc.constantFrom('2026-01-10', '2026-01-11', '2027-09-09'), slug)
  .map(([date, name]) => `${date}-${name}`)
const action = fc.constantFrom('A1', 'A2', 'A3b')
const status = fc.constantFrom('todo', 'in-progress', 'done', 'done-alt', 'wont-do', 'needs-review')

/** Words that mean something to the ledger, in any order. */
const piece = fc.oneof(
  fc
    .tuple(fc.constantFrom('Remediates', 'Retires', 'Incident', 'Mitigates'), slug, action)
    .map(([key, name, a]) => `${key}: ${name}#${a}`),
  fc.constantFrom(
    'Caused-By: {0}',
    'This reverts commit {1}.',
    'Revert "fix"',
    'fix',
    '',
    '- a.tf: pin the image tag',
    '> quoted',
  ),
  fc.constantFrom(
    'Close out boot-storm:',
    '- A1: DONE',
    '- pin the image tag: DONE-alt (why)',
    '[PM-2026-01-10]',
    'Closes #12',
    'code-8vr0',
  ),
  fc.constantFrom(
    "restores {2}'s tree",
    '(cherry picked from commit {0})',
    '2026-01-10#A1',
    'post-mortems/2026-01-10-keel.yaml',
  ),
  fc.string({ maxLength: 20 }),
)
const message = fc.array(piece, { maxLength: 6 }).map((lines) => lines.join('\n').replaceAll('\0', ''))

interface Plan {
  message: string
  /** Counted back from this commit. */
  parents: number[]
  record: [string, string] | null
  code: boolean
}

const record = fc
  .tuple(
    id,
    fc.uniqueArray(action, { maxLength: 3 }),
    status,
    fc.constantFrom('', 'aliases: [storm]\n', 'tracker: "#12"\n'),
  )
  .map(([name, actions, said, more]): [string, string] => {
    const items = actions.map(
      (a) => `  - { id: ${a}, title: Pin the image tag ${a}, status: ${said}, commits: ["0123abcd"] }\n`,
    )
    return [
      `post-mortems/${name}.yaml`,
      `id: ${name}\ntitle: It\n${more}${items.length > 0 ? `actions:\n${items.join('')}` : ''}`,
    ]
  })

const plan: fc.Arbitrary<Plan> = fc.record({
  message,
  parents: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  record: fc.option(record),
  code: fc.boolean(),
})

/** A repository with these commits, in one process. Returns the head's records. */
async function build(plans: readonly Plan[]): Promise<{ repo: TestRepository; files: Files }> {
  const repo = await makeRepository()
  const files: Files = {}
  const out: string[] = []
  plans.forEach((commit, n) => {
    const text = commit.message.replace(/\{(\d)\}/g, () => '0123abcd')
    out.push(`commit refs/heads/main\nmark :${n + 1}\ncommitter Ada <a@b> ${1_767_225_600 + n * 60} +0000\n`)
    out.push(`data ${Buffer.byteLength(text)}\n${text}\n`)
    const parents = commit.parents.map((back) => n + 1 - back).filter((mark) => mark > 0)
    out.push(...parents.map((mark, at) => `${at === 0 ? 'from' : 'merge'} :${mark}\n`))
    if (commit.record) {
      const [file, content] = commit.record
      files[file] = content
      out.push(`M 100644 inline ${file}\ndata ${Buffer.byteLength(content)}\n${content}\n`)
    }
    if (commit.code) out.push(`M 100644 inline a.tf\ndata 1\n${n % 10}\n`)
  })
  repo.feed(out.join(''), 'fast-import', '--quiet', '--force')
  return { repo, files }
}

test('the ledger takes any messages and records, in any order, and says the same each time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 12 }), async (plans) => {
      const { repo, files } = await build(plans)
      const ledger = await ledgerOf(repo, files, { rev: 'main' })
      const turned = Object.fromEntries(Object.entries(files).reverse())
      const again = await ledgerOf(repo, turned, { rev: 'main' })
      const byId = ({ incidents }: typeof ledger) =>
        incidents
          .toSorted((a, b) => (a.file < b.file ? -1 : 1))
          .map((incident) => ({ ...incident, alike: incident.alike.toSorted() }))
      expect(byId(again)).toEqual(byId(ledger))
      expect(again.unresolved).toEqual(ledger.unresolved)
      for (const { actions } of ledger.incidents)
        for (const { status: last, words, declared } of actions)
          expect([...words.map((word) => word.status), declared, 'needs-review']).toContain(last)
      // Plain data: it can be cached.
      expect(JSON.parse(JSON.stringify(ledger))).toEqual(ledger)
    }),
    { numRuns: 40 },
  )
}, 120_000)

describe('the catalog', () => {
  const entries = fc
    .uniqueArray(fc.tuple(id, fc.uniqueArray(action), fc.uniqueArray(slug, { maxLength: 2 })), {
      selector: ([name]) => name,
      maxLength: 5,
    })
    .map((all) =>
      all.map(
        ([name, actions, aliases]): Entry => ({
          id: name,
          record: incidentSchema.parse({
            id: name,
            title: name,
            aliases,
            actions: actions.map((a) => ({ id: a, title: a })),
          }),
          files: [`post-mortems/${name}.yaml`],
        }),
      ),
    )

  test('never throws, and what it names is known', () => {
    fc.assert(
      fc.property(entries, fc.oneof(fc.string(), id, slug, piece), fc.integer(), (known, target, date) => {
        const catalog = new Catalog(known, 'P90D')
        for (const found of [catalog.resolve(target, date), catalog.resolveFile(target)]) {
          if (found.state !== 'one') expect(found.candidates.length).toBeLessThanOrEqual(20)
          else expect(known).toContain(found.named.entry)
        }
      }),
    )
  })

  test('a full id names itself, with or without an action', () => {
    fc.assert(
      fc.property(entries, (known) => {
        const catalog = new Catalog(known, 'P90D')
        for (const entry of known) {
          const named = { state: 'one', named: { entry, action: null } }
          expect(catalog.resolve(entry.id, 2e9)).toEqual(named)
          for (const { id: own } of entry.record?.actions ?? [])
            expect(catalog.resolve(`${entry.id}#${own}`, 2e9)).toEqual({ state: 'one', named: { entry, action: own } })
        }
      }),
    )
  })
})

describe('drafts', () => {
  const draft = (text: string, paths: string[] = ['src/a.ts']) => {
    const commits = [
      {
        hash: 'ab'.repeat(20),
        author: 'Ada',
        authored: 1_767_225_600,
        facts: parseCommitMessage(text),
        changes: paths.map((path) => ({ path, status: 'M' as const, before: null, after: '1'.repeat(40) })),
      },
    ]
    const file = namedDocument(commits, (name) => name)
    return draftIncident(commits, file === null ? null : { file, heading: text.slice(0, 50) })
  }

  test('of any message are records', () => {
    fc.assert(
      fc.property(fc.oneof(message, fc.string({ unit: 'binary' })), (text) => {
        const record = draft(text)
        expect(incidentIdProblem(record.id)).toBeNull()
        const read = incidentSchema.safeParse(record)
        expect(read.error?.issues ?? []).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  const hostile: [string, (n: number) => string][] = [
    ['one token', (n) => 'a'.repeat(n)],
    ['commas', (n) => `It broke because ${'a, '.repeat(n / 3)}`],
    ['parentheses', (n) => `It was down: ${'('.repeat(n)}`],
    ['colons', (n) => 'was down: a '.repeat(n / 12)],
    ['because', (n) => 'failed because '.repeat(n / 15)],
    ['so', (n) => `${'failed, so '.repeat(n / 11)}caused`],
    ['root causes', (n) => 'root cause of x '.repeat(n / 16)],
    ['bullets', (n) => '- a.tf: pin the tag\n'.repeat(n / 20)],
    ['one long bullet', (n) => `- ${'pin the (tag '.repeat(n / 13)}`],
    ['quotes', (n) => `x was down: ${'"`'.repeat(n / 2)}`],
    ['sentences', (n) => 'It failed. '.repeat(n / 11)],
    ['headings', (n) => 'Fix: it\n'.repeat(n / 8)],
    ['pluses', (n) => 'a\n+ b c d\n'.repeat(n / 10)],
    ['blanks', (n) => `x${' '.repeat(n)}y`],
    ['dates', (n) => '2026-01-10 '.repeat(n / 11)],
  ]

  test.each(hostile)('of 200,000 characters take time in proportion: %s', { retry: 5 }, (_, make) => {
    const time = (text: string) => {
      const start = performance.now()
      draft(`fix: it\n\n${text}`)
      return performance.now() - start
    }
    draft(`fix: it\n\n${make(2_000)}`)
    const least = (text: string) => Math.min(time(text), time(text), time(text))
    // Below some milliseconds the clock says nothing.
    expect(least(make(200_000))).toBeLessThan(2.8 * least(make(100_000)) + 60)
  })

  test('many paths times many bullets stay bearable', () => {
    const paths = Array.from({ length: 2_000 }, (_, n) => `stacks/a${n}/file-${n}.tf`)
    const start = performance.now()
    const record = draft(`fix: it\n\n${'- file-7.tf: pin the tag\n'.repeat(500)}`, paths)
    expect(performance.now() - start).toBeLessThan(3_000)
    expect(record.actions).toHaveLength(500)
    expect(draftActions([], [])).toEqual([])
  })
})

describe('words and rows', () => {
  test('likeness looks at the beginning of a long text only', () => {
    const long = `pin the image tag ${'word '.repeat(200_000)}`
    const start = performance.now()
    expect(tellingWords(long).has('pin')).toBe(true)
    expect(onlyMatch(long, ['pin the image tag', 'alert on clients'], (title) => title, 0.5)).toBe('pin the image tag')
    expect(performance.now() - start).toBeLessThan(200)
  })

  const documents: [string, string][] = [
    ['many rows', '- pin the image tag 0123abcd (done)\n'.repeat(29_000)],
    ['one row', `- pin the image tag ${'0123abcd '.repeat(110_000)}`],
    ['a wrapped row', `- pin\n${'  the image tag 0123abcd\n'.repeat(40_000)}`],
    ['cells', `|${' done |'.repeat(140_000)}`],
    ['hex', `- ${'0'.repeat(1_000_000)}`],
    ['parentheses', `- ${'('.repeat(1_000_000)}`],
    ['generated', '<!-- mortem:x -->\n'.repeat(55_000)],
    ['bold', `- ${'*'.repeat(1_000_000)}done`],
  ]

  test.each(documents)('a document of a megabyte is read in a moment: %s', (_, text) => {
    const start = performance.now()
    const rows = rowsOf(text)
    for (let n = 0; n < 5; n++) rowOf('Pin the image tag', rows)
    expect(performance.now() - start).toBeLessThan(3_000)
  })

  test('any text has rows', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string(), fc.constantFrom('| a | done |', '- [x] b 0123abcd', '<!-- mortem:x -->', '# h')),
        ),
        (lines) => {
          for (const { line, hashes } of rowsOf(lines.join('\n'))) {
            expect(line).toBeGreaterThan(0)
            for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{7,64}$/)
          }
        },
      ),
    )
  })
})
