/**
 * What becomes of a recorded commit in the fifteen ways in which people rewrite history, by real git: its link names the
 * survivor, or says truly that it is absorbed, dead or ambiguous. It never names a wrong commit.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openHistory } from '../../../src/git/history.ts'
import { openRepository } from '../../../src/git/repository.ts'
import { fingerprintOf } from '../../../src/ledger/heal/fingerprint.ts'
import { Ground } from '../../../src/ledger/heal/ground.ts'
import { scan } from '../../../src/ledger/scan.ts'
import { makeRepository, type TestRepository } from '../../support/repository.ts'
import { actionOf, bootStorm, bootStormFile, ledgerOf } from '../ledger-of.ts'

const options = { remediates: 'Remediates', retires: '', incident: '', mitigates: '', causedBy: '', trackers: [] }
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => `replicas_${from + n} = 1\n`).join('')
const values = `${lines(1, 40)}`
const pinned = values.replace('replicas_20 = 1', 'replicas_20 = 1\nimage_tag = "2026.2.6"')

/** `main` with a base, `feature` with a commit before, the fix (A1) and a commit behind it. HEAD is `main`. */
async function story(trailer: boolean) {
  const repo = await makeRepository()
  repo.env.FILTER_BRANCH_SQUELCH_WARNING = '1'
  const base = await repo.commit({ message: 'base', files: { 'values.tf': values, 'alerts.tf': 'groups = []\n' } })
  const before = await repo.commit({ message: 'stack: prepare', files: { 'other.tf': 'prepared = true\n' } })
  const fix = await repo.commit({
    message: `fix: pin the image tag${trailer ? '\n\nRemediates: boot-storm#A1' : ''}\n`,
    files: { 'values.tf': pinned, 'alerts.tf': 'groups = ["image_tag_drift_alert"]\n' },
    author: 'Grace <grace@example.org>',
  })
  const after = await repo.commit({
    message: 'stack: tidy up',
    files: { 'other.tf': 'prepared = true\ntidy = true\n' },
  })
  repo.git('branch', 'feature')
  repo.git('checkout', '--quiet', '-B', 'main', base)
  return { repo, base, before, fix, after }
}

type Story = Awaited<ReturnType<typeof story>>
type Outcome = 'reachable' | 'subject' | 'patch-id' | 'absorbed' | 'trailer' | 'dead' | 'ambiguous'

interface Rewrite {
  name: string
  /** Leaves HEAD at the rewritten history, and returns the commits in which the change is now. */
  run(story: Story): string[] | Promise<string[]>
  /** Found by: with its object in the clone; only by the record; the same with a trailer in the message. */
  expected: [object: Outcome, pruned: Outcome, withTrailer: Outcome, prunedWithTrailer: Outcome]
}

const head = (repo: TestRepository, rev = 'HEAD') => repo.git('rev-parse', rev)
const elsewhere = (repo: TestRepository, text: string) =>
  repo.commit({ message: 'main goes on', files: { 'values.tf': text } })
const rebaseFeature = (repo: TestRepository, todo: string, onto = 'main') => {
  repo.git('checkout', '--quiet', 'feature')
  repo.git('-c', `sequence.editor=${todo}`, '-c', 'core.editor=true', 'rebase', '--quiet', '-i', onto)
}
const forgeSquash = async ({ repo }: Story, message: string) => {
  await elsewhere(repo, values.replace('replicas_1 = 1', 'replicas_1 = 2'))
  repo.git('merge', '--squash', '--quiet', 'feature')
  return [await repo.commit({ message, author: 'Forge <forge@example.org>', date: '2026-01-02T00:00:00Z' })]
}

const rewrites: Rewrite[] = [
  {
    name: 'merge --no-ff',
    async run({ repo, fix }) {
      await elsewhere(repo, values.replace('replicas_1 = 1', 'replicas_1 = 2'))
      repo.git('merge', '--quiet', '--no-ff', '--no-edit', 'feature')
      return [fix]
    },
    expected: ['reachable', 'reachable', 'reachable', 'reachable'],
  },
  {
    name: 'rebase over a change far away',
    async run({ repo }) {
      await elsewhere(repo, values.replace('replicas_1 = 1', 'replicas_1 = 2'))
      rebaseFeature(repo, 'true')
      return [head(repo, 'HEAD~1')]
    },
    expected: ['subject', 'subject', 'trailer', 'trailer'],
  },
  {
    name: 'rebase over a change next to it',
    async run({ repo }) {
      await elsewhere(repo, values.replace('replicas_17 = 1', 'replicas_17 = 2'))
      rebaseFeature(repo, 'true')
      return [head(repo, 'HEAD~1')]
    },
    expected: ['subject', 'subject', 'trailer', 'trailer'],
  },
  {
    name: 'amend, reworded',
    run({ repo, fix }) {
      repo.git('checkout', '--quiet', fix)
      repo.git(
        'commit',
        '--quiet',
        '--amend',
        '-m',
        repo.git('log', '-1', '--format=%B').replace('fix: pin', 'fix(authentik): pin down'),
      )
      return [head(repo)]
    },
    expected: ['patch-id', 'patch-id', 'trailer', 'trailer'],
  },
  {
    name: 'amend, other content',
    async run({ repo, fix }) {
      repo.git('checkout', '--quiet', fix)
      await repo.write('values.tf', pinned.replace('2026.2.6', '2026.2.7'))
      repo.git('commit', '--quiet', '--amend', '--no-edit', '-a')
      return [head(repo)]
    },
    expected: ['subject', 'subject', 'trailer', 'trailer'],
  },
  {
    name: 'cherry-pick -x',
    async run({ repo, fix }) {
      await elsewhere(repo, values.replace('replicas_17 = 1', 'replicas_17 = 2'))
      repo.git('cherry-pick', '-x', fix)
      return [head(repo)]
    },
    expected: ['subject', 'subject', 'trailer', 'trailer'],
  },
  {
    name: 'format-patch and am',
    async run({ repo, fix }) {
      await elsewhere(repo, values.replace('replicas_1 = 1', 'replicas_1 = 2'))
      await writeFile(join(repo.path, '.git', 'fix.patch'), repo.git('format-patch', '-1', '--stdout', fix))
      repo.git('am', '--quiet', '.git/fix.patch')
      return [head(repo)]
    },
    expected: ['subject', 'subject', 'trailer', 'trailer'],
  },
  {
    name: 'filter-branch of the author',
    run({ repo }) {
      repo.git('checkout', '--quiet', 'feature')
      repo.git('filter-branch', '-f', '--env-filter', 'GIT_AUTHOR_EMAIL=new@example.org GIT_AUTHOR_NAME=New', 'HEAD')
      return [head(repo, 'HEAD~1')]
    },
    expected: ['patch-id', 'patch-id', 'trailer', 'trailer'],
  },
  {
    name: 'merge --squash, default text',
    async run({ repo }) {
      await elsewhere(repo, values.replace('replicas_1 = 1', 'replicas_1 = 2'))
      repo.git('merge', '--squash', '--quiet', 'feature')
      repo.git('commit', '--quiet', '--no-edit')
      return [head(repo)]
    },
    expected: ['absorbed', 'dead', 'trailer', 'trailer'],
  },
  {
    name: 'rebase -i, the next one squashed into it',
    run({ repo, base }) {
      rebaseFeature(repo, 'sed -i 3s/pick/squash/', base)
      return [head(repo)]
    },
    expected: ['subject', 'subject', 'trailer', 'trailer'],
  },
  {
    name: 'rebase -i, the next one fixed up into it',
    run({ repo, base }) {
      rebaseFeature(repo, 'sed -i 3s/pick/fixup/', base)
      return [head(repo)]
    },
    expected: ['subject', 'subject', 'trailer', 'trailer'],
  },
  {
    name: 'rebase -i, it fixed up into the one before',
    run({ repo, base }) {
      rebaseFeature(repo, 'sed -i 2s/pick/fixup/', base)
      return [head(repo, 'HEAD~1')]
    },
    expected: ['absorbed', 'dead', 'absorbed', 'dead'],
  },
  {
    name: 'squashed by a forge, with the messages',
    run: (all) =>
      forgeSquash(
        all,
        `Pin things (#7)\n\n* stack: prepare\n\n* ${all.repo.git('log', '-1', '--format=%B', all.fix)}\n\n* stack: tidy up\n`,
      ),
    expected: ['absorbed', 'dead', 'trailer', 'trailer'],
  },
  {
    name: 'squashed by a forge, title only',
    run: (all) => forgeSquash(all, 'Pin things (#7)\n'),
    expected: ['absorbed', 'dead', 'absorbed', 'dead'],
  },
  {
    name: 'split in two',
    run({ repo, before, fix }) {
      repo.git('checkout', '--quiet', before)
      return ['values.tf', 'alerts.tf'].map((file) => {
        repo.git('checkout', fix, '--', file)
        repo.git('commit', '--quiet', '-C', fix)
        return head(repo)
      })
    },
    expected: ['ambiguous', 'ambiguous', 'ambiguous', 'ambiguous'],
  },
]

describe.each(rewrites)('$name', ({ run, expected }) => {
  test.each([
    ['its object is still in the clone', false, false, expected[0]],
    ['only the record knows it', false, true, expected[1]],
    ['with a trailer, its object is still in the clone', true, false, expected[2]],
    ['with a trailer, only the record knows it', true, true, expected[3]],
  ])('%s: %4$s', async (_, trailer, pruned, outcome) => {
    const all = await story(trailer)
    const { repo, fix } = all
    const record = await recordOf(repo, fix)
    const survivors = await run(all)
    // Only what happens: a commit of another subject in the same files must not be taken for it.
    await repo.commit({ message: 'values: more', files: { 'more.tf': 'more = true\n' } })
    if (pruned) prune(repo)
    const { links } = actionOf(await ledgerOf(repo, { [bootStormFile]: record }), 'A1')
    const link = links.find(({ recorded }) => recorded === fix)
    if (link?.commit != null) expect([link.commit, ...link.twins].sort()).toEqual(survivors.toSorted())
    const state = link?.commit
      ? (link.healedBy ?? 'reachable')
      : (link?.candidates.length ?? 0) > 0
        ? 'ambiguous'
        : 'dead'
    expect(state).toBe(outcome)
    if (state === 'ambiguous') expect(link?.candidates.toSorted()).toEqual(survivors.toSorted())
  })
})

/** The record with the fingerprint of the commit, as `mortem link` writes it. */
async function recordOf(repo: TestRepository, commit: string): Promise<string> {
  const history = await openHistory(await openRepository(repo.path, repo.env), commit)
  const { graph, speaking } = await scan(history, options)
  const print = await fingerprintOf(graph.number(commit) as number, new Ground(graph, speaking, history))
  return bootStorm(`  - { id: A1, title: Pin the tag, status: done, commits: [${JSON.stringify(print)}] }\n`)
}

/** Nothing but what HEAD reaches is left. */
function prune(repo: TestRepository): void {
  repo.git('checkout', '--quiet', '--detach')
  const refs = repo.git('for-each-ref', '--format=%(refname)').split('\n').filter(Boolean)
  for (const ref of [...refs, 'ORIG_HEAD']) repo.git('update-ref', '-d', ref)
  repo.git('reflog', 'expire', '--expire=now', '--all')
  repo.git('gc', '--quiet', '--prune=now')
}
