/**
 * The status of an action in small random histories of fixes, twins, reverts, declarations and merges, against the
 * rules of docs/ledger.md written down as slowly and plainly as they read.
 */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LedgerAction, LedgerIncident } from '../../src/ledger/ledger.ts'
import type { ActionStatus } from '../../src/model/words.ts'
import { makeRepository, type TestRepository } from '../support/repository.ts'
import { ledgerOf } from './ledger-of.ts'

const said = ['todo', 'in-progress', 'done', 'wont-do'] as const
/** Many histories are read in one run, each with an incident of its own. */
const idOf = (which: number) => `2026-01-10-storm-${which}`
const fileOf = (which: number) => `post-mortems/${idOf(which)}.yaml`
const record = (which: number, status: ActionStatus) =>
  `id: ${idOf(which)}\ntitle: Storm\nactions:\n  - { id: A1, title: Pin the tag, status: ${status} }\n`

type Step =
  | { kind: 'work' | 'fix' }
  /** The same change as an earlier fix, or its own when there is none. */
  | { kind: 'again'; of: number }
  | { kind: 'close'; status: 'done' | 'wont-do' }
  | { kind: 'declare'; status: (typeof said)[number] }
  | { kind: 'revert'; of: number }

interface Plan {
  step: Step
  /** Counted back from this commit: the first parent, and another one for a merge. */
  parents: number[]
  /** Which parent's record a merge takes. */
  takes: number
}

const near = fc.integer({ min: 0, max: 4 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step>({ kind: 'work' }, { kind: 'fix' }, { kind: 'fix' }),
  near.map((of): Step => ({ kind: 'again', of })),
  fc.constant<Step>({ kind: 'again', of: 0 }),
  fc.constantFrom<Step>({ kind: 'close', status: 'done' }, { kind: 'close', status: 'wont-do' }),
  fc.constantFrom(...said).map((status): Step => ({ kind: 'declare', status })),
  near.map((of): Step => ({ kind: 'revert', of })),
  near.map((of): Step => ({ kind: 'revert', of })),
)
const takes = fc.integer({ min: 0, max: 1 })
const line = (maxLength: number) =>
  fc.array(
    step.map((each) => linear(each)),
    { minLength: 1, maxLength },
  )
const linear = (each: Step): Plan => ({ step: each, parents: [1], takes: 0 })
/** Two lines that meet, with something before and after them. */
const meeting = (left: fc.Arbitrary<Plan[]>, right: fc.Arbitrary<Plan[]>) =>
  fc
    .tuple(line(2), left, right, fc.record({ step, takes }), fc.array(step, { maxLength: 2 }))
    .map(([before, one, two, merge, after]): Plan[] => [
      ...before,
      ...one,
      ...two.map((each, n) => (n === 0 ? { ...each, parents: [one.length + 1] } : each)),
      { ...merge, parents: [two.length + 1, 1] },
      ...after.map(linear),
    ])
const fork = meeting(line(3), line(3))
/** The same change on both lines. */
const doubled = meeting(
  line(2).map((then) => [linear({ kind: 'fix' }), ...then]),
  fc.tuple(step, line(2)).map(([first, then]) => [linear(first), linear({ kind: 'again', of: 0 }), ...then]),
)
/** Lines that cross in any way. */
const web = fc.array(
  fc.record({
    step,
    parents: fc.oneof(
      fc.integer({ min: 1, max: 4 }).map((back) => [back]),
      fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 2 }),
    ),
    takes,
  }),
  { minLength: 2, maxLength: 9 },
)

interface Commit {
  n: number
  hash: string
  parents: Commit[]
  step: Step
  /** Of the record in its tree. */
  status: ActionStatus
  message: string
  authored: number
}

// --- the history -----------------------------------------------------------------------------------------------------

const start = 1_767_225_600
const who = 'Ada <ada@example.org>'
const sha1 = (type: string, body: string | Buffer) =>
  createHash('sha1')
    .update(`${type} ${Buffer.byteLength(body)}\0`)
    .update(body)
    .digest('hex')

function treeOf(which: number, status: ActionStatus): string {
  const [folder = '', name = ''] = fileOf(which).split('/')
  const entry = (mode: string, path: string, id: string) =>
    Buffer.concat([Buffer.from(`${mode} ${path}\0`), Buffer.from(id, 'hex')])
  const blob = sha1('blob', record(which, status))
  return sha1('tree', entry('40000', folder, sha1('tree', entry('100644', name, blob))))
}

/** What the plans come to. The first commit brings the record in; reverts name what they take back by its hash. */
function commitsOf(plans: readonly Plan[], which: number): Commit[] {
  const commits: Commit[] = []
  const all: Plan[] = [{ step: { kind: 'work' }, parents: [], takes: 0 }, ...plans]
  all.forEach(({ step, parents: back, takes }, n) => {
    const parents = [...new Set(back.map((steps) => commits[Math.max(0, n - steps)] as Commit))]
    const earlier = <T>(list: T[], of: number) => list[list.length - 1 - (of % Math.max(1, list.length))]
    const fixes = commits.filter(({ step: { kind } }) => kind === 'fix' || kind === 'again')
    const same = step.kind === 'again' ? earlier(fixes, step.of) : undefined
    const taken = step.kind === 'revert' ? earlier(commits.slice(1), step.of) : undefined
    const kept = (parents[takes] ?? parents[0])?.status ?? 'todo'
    const authored = same?.authored ?? start + n * 60
    const messages = {
      work: `work ${n}`,
      fix: `fix ${n}\n\nRemediates: ${idOf(which)}#A1`,
      again: same?.message ?? `fix ${n}\n\nRemediates: ${idOf(which)}#A1`,
      close: `close ${n}\n\nClose out ${idOf(which)}:\n- A1: ${step.kind === 'close' && step.status === 'done' ? 'DONE' : 'dropped'}`,
      declare: `declare ${n}`,
      revert: taken ? `Revert "it" ${n}\n\nThis reverts commit ${taken.hash}.` : `work ${n}`,
    }
    const message = messages[step.kind]
    const status = step.kind === 'declare' ? step.status : kept
    const lines = [
      `tree ${treeOf(which, status)}`,
      ...parents.map(({ hash }) => `parent ${hash}`),
      `author ${who} ${authored} +0000`,
      `committer ${who} ${start + n * 60} +0000`,
    ]
    const hash = sha1('commit', `${lines.join('\n')}\n\n${message}`)
    commits.push({ n, hash, parents, step, status, message, authored })
  })
  return commits
}

/** Written into the repository in one process, joined by one merge that has the records of all. */
function write(repo: TestRepository, histories: readonly Commit[][], branch: string): void {
  const mark = (which: number, { n }: Commit) => `:${which * 100 + n + 1}`
  const put = (which: number, status: ActionStatus) => {
    const text = record(which, status)
    return `M 100644 inline ${fileOf(which)}\ndata ${Buffer.byteLength(text)}\n${text}\n`
  }
  const out = histories.flatMap((commits, which) =>
    commits.map((commit) => {
      const { n, parents, status, message, authored } = commit
      const head = `commit refs/heads/${branch}-${which}\nmark ${mark(which, commit)}\n`
      const by = `author ${who} ${authored} +0000\ncommitter ${who} ${start + n * 60} +0000\n`
      const from = parents.map((parent, at) => `${at === 0 ? 'from' : 'merge'} ${mark(which, parent)}\n`).join('')
      return `${head}${by}data ${Buffer.byteLength(message)}\n${message}\n${from}${put(which, status)}\n`
    }),
  )
  const heads = histories.map((commits) => commits.at(-1) as Commit)
  const joined = heads.map((head, which) => `${which === 0 ? 'from' : 'merge'} ${mark(which, head)}\n`)
  const all = heads.map(({ status }, which) => put(which, status))
  out.push(`commit refs/heads/${branch}\ncommitter ${who} ${start + 9999} +0000\ndata 3\nall\n`, ...joined, ...all)
  repo.feed(out.join(''), 'fast-import', '--quiet', '--force')
  expect(repo.git('rev-parse', `${branch}^@`).split('\n'), 'the hashes are those of git').toEqual(
    heads.map(({ hash }) => hash),
  )
}

// --- the rules -------------------------------------------------------------------------------------------------------

class Model {
  readonly reached: Commit[]

  constructor(head: Commit) {
    this.reached = [...this.ancestors(head)].sort((a, b) => a.n - b.n)
  }

  /** Itself and all that it stands on. */
  ancestors(commit: Commit): Set<Commit> {
    return new Set([commit, ...commit.parents.flatMap((parent) => [...this.ancestors(parent)])])
  }

  isBefore(older: Commit, newer: Commit): boolean {
    return older !== newer && this.ancestors(newer).has(older)
  }

  /** The same change on parallel lines. */
  twins(commit: Commit): Commit[] {
    return this.reached.filter(
      (other) =>
        other.message === commit.message &&
        other.authored === commit.authored &&
        !this.isBefore(other, commit) &&
        !this.isBefore(commit, other),
    )
  }

  /** False for lines that cross so that "the same change" is no clear notion: a = b, b = c, and c stands on a. */
  get isPlain(): boolean {
    const same = (one: Commit) =>
      this.twins(one)
        .map(({ n }) => n)
        .join()
    return this.reached.every((one) => this.twins(one).every((other) => same(other) === same(one)))
  }

  takenBackBy(revert: Commit): Commit[] {
    const { step } = revert
    const named = this.reached.find(({ hash }) => revert.message.includes(hash))
    if (step.kind !== 'revert' || !named || !this.isBefore(named, revert)) return []
    const same = this.twins(named).filter((twin) => this.isBefore(twin, revert))
    return same.flatMap((one) => {
      const [first, ...others] = one.parents
      const side = others.flatMap((other) => [...this.ancestors(other)])
      return [one, ...side.filter((each) => first && !this.ancestors(first).has(each))]
    })
  }

  isReverted(commit: Commit): boolean {
    return this.reached.some((revert) => this.takenBackBy(revert).includes(commit) && !this.isReverted(revert))
  }

  /** What is said of the action, with the commits that say it as one. */
  words(): { status: ActionStatus; by: Commit[]; declared: boolean }[] {
    return this.reached
      .filter((commit) => !this.isReverted(commit))
      .flatMap((commit) => {
        const { step, parents, status } = commit
        const by = this.twins(commit).filter((twin) => !this.isReverted(twin))
        const words: { status: ActionStatus; by: Commit[]; declared: boolean }[] = []
        if (step.kind === 'fix' || step.kind === 'again') words.push({ status: 'done', by, declared: false })
        if (step.kind === 'close') words.push({ status: step.status, by, declared: false })
        if (parents.length > 0 && parents.every((parent) => parent.status !== status))
          words.push({ status, by: [commit], declared: true })
        return words
      })
  }

  status(): ActionStatus {
    const declared = (this.reached.at(-1) as Commit).status
    const words = this.words()
    const isAfter = (a: Commit[], b: Commit[]) => a.some((later) => b.some((earlier) => this.isBefore(earlier, later)))
    const latest = words.filter((word) => !words.some((other) => isAfter(other.by, word.by)))
    // Changes that came in twice, in another order each time.
    const last = latest.length > 0 ? latest : words
    // At one commit a declaration is the plainest.
    const plainest = last.filter(
      (word) => word.declared || !last.some((other) => other.declared && word.by.includes(other.by[0] as Commit)),
    )
    const statuses = new Set(plainest.map(({ status }) => status))
    if (statuses.size === 0) return declared
    if (statuses.size === 1) return [...statuses][0] as ActionStatus
    return plainest.every((word) => word.declared) && statuses.has(declared) ? declared : 'needs-review'
  }

  get isProven(): boolean {
    return this.reached.some(
      (commit) => (commit.step.kind === 'fix' || commit.step.kind === 'again') && !this.isReverted(commit),
    )
  }
}

/** Two lines that close the same action differently: chance alone makes such a history too seldom. */
const contradiction: Plan[] = [
  linear({ kind: 'close', status: 'done' }),
  { ...linear({ kind: 'close', status: 'wont-do' }), parents: [2] },
  { ...linear({ kind: 'work' }), parents: [1, 2] },
]

test('status and proof are what the rules say', async () => {
  const repo = await makeRepository()
  let run = 0
  const seen = new Map<string, number>()
  const history = fc.record({
    plans: fc.oneof(
      { weight: 2, arbitrary: fork },
      { weight: 2, arbitrary: doubled },
      { weight: 2, arbitrary: web },
      { weight: 1, arbitrary: line(8) },
    ),
    uncommitted: fc.option(fc.constantFrom(...said), { freq: 5 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(history, { minLength: 20, maxLength: 60, size: 'max' }), async (plans) => {
      run++
      const histories = plans.map(({ plans: each }, which) => commitsOf(each, which))
      write(repo, histories, `run-${run}`)
      const now = histories.map((commits, n) => plans[n]?.uncommitted ?? (commits.at(-1) as Commit).status)
      const files = Object.fromEntries(now.map((status, which) => [fileOf(which), record(which, status)]))
      const ledger = await ledgerOf(repo, files, { rev: `run-${run}` })
      histories.forEach((commits, which) => {
        const head = commits.at(-1) as Commit
        const model = new Model(head)
        if (!model.isPlain) return
        const { status, proven } = (ledger.incidents[which] as LedgerIncident).actions[0] as LedgerAction
        const expected = now[which] === head.status ? model.status() : (now[which] as ActionStatus)
        seen.set(expected, (seen.get(expected) ?? 0) + 1)
        const story = commits.map(
          ({ n, parents, step, status: here, message }) =>
            `${n} on ${parents.map((one) => one.n).join('+')}: ${JSON.stringify(step)} [${here}] ${JSON.stringify(message)}`,
        )
        expect({ status, proven }, story.join('\n')).toEqual({ status: expected, proven: model.isProven })
      })
    }),
    {
      numRuns: Number(process.env.MODEL_RUNS ?? 12),
      examples: [[[{ plans: contradiction, uncommitted: null }]]],
    },
  )
  // Histories in which nothing ever happens would prove nothing.
  for (const status of [...said, 'needs-review']) expect(seen.get(status) ?? 0, status).toBeGreaterThan(0)
}, 120_000)
