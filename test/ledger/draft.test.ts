/** Drafts from commit messages. The messages have the structure of real ones, in other words. */
import { describe, expect, test } from 'vitest'
import { type DraftCommit, draftIncident, namedDocument } from '../../src/ledger/draft/draft.ts'
import { paragraphsOf, sentences, shortened } from '../../src/ledger/draft/prose.ts'
import { parseCommitMessage } from '../../src/message/parse.ts'
import { newRecord } from '../../src/workspace/new-record.ts'
import { readRecord } from '../../src/workspace/record.ts'
import type { Value } from '../../src/workspace/render.ts'

function commit(message: string, paths: string[] = ['src/a.ts'], date = '2026-06-11T00:26:52Z'): DraftCommit {
  return {
    hash: 'ab'.repeat(20),
    author: 'Ada',
    authored: Date.parse(date) / 1000,
    facts: parseCommitMessage(message),
    changes: paths.map((path) => ({ path, status: 'M', before: '1'.repeat(40), after: '2'.repeat(40) })),
  }
}

interface Draft {
  id: string
  title: string
  status: string
  document?: string
  services: string[]
  times: { started: string }
  summary: string | null
  causes: { id: string; kind: string; title: string; detail?: string }[]
  changes?: { what: string }[]
  actions: {
    id: string
    title: string
    status: string
    priority?: string
    resolution?: string
    addresses?: string[]
    commits?: { commit: string; paths: string[] }[]
  }[]
}

function draft(message: string, paths?: string[], heading: string | null = null, date?: string): Draft {
  const commits = [commit(message, paths, date)]
  const file = namedDocument(commits, (name) => (name.includes('/') ? name : null))
  const record = draftIncident(commits, file === null ? null : { file, heading })
  // Whatever is drafted is a record that can be read.
  const { problems } = readRecord(newRecord(record as { [key: string]: Value } & typeof record), 'x.yaml')
  expect(problems).toEqual([])
  return record as unknown as Draft
}

describe('a fix with file-keyed bullets and the causes behind a colon', () => {
  const message = `login: hardening after the slow-start night

The rollout of the faster login set off a ~40min login outage (and one failover
of the shared database): the chart pin (3.1) silently took back the live image
(3.2) against a migrated schema, short liveness probes killed pods that waited
on the migration lock, and killed pods left idle sessions that held that lock.
Full analysis in docs/post-mortems/2026-06-10-login-slow-start.md.

Hardening (all root causes):
- values.yaml: pin image.tag to the live tag (3.2)
  so that no apply takes the image back again
- values.yaml: liveness probe 6x10s (was 3x10s)
- pool.ini: idle_timeout=300 reaps killed lock holders;
  pool.tf gets a checksum so that changes roll the pods
- provider.tf: drop the finished import stanza
- proxy: leave alone the annotations that others
  write on error-pages/auth deployments

Co-Authored-By: Someone <someone@example.org>
`
  const paths = [
    'docs/post-mortems/2026-06-10-login-slow-start.md',
    'stacks/login/modules/login/values.yaml',
    'stacks/login/modules/login/pool.ini',
    'stacks/login/modules/login/pool.tf',
    'stacks/login/provider.tf',
    'stacks/proxy/main.tf',
    'stacks/proxy/errors.tf',
  ]
  const record = draft(message, paths, 'Post-Mortem: Login slow-start night (2026-06-10)')

  test('the document gives id, title and day', () => {
    expect(record).toMatchObject({
      id: '2026-06-10-login-slow-start',
      title: 'Login slow-start night',
      document: 'docs/post-mortems/2026-06-10-login-slow-start.md',
      times: { started: '2026-06-10' },
      services: ['login', 'proxy'],
      status: 'mitigated',
    })
  })

  test('the summary is the first paragraph without the pointer', () => {
    expect(record.summary?.replaceAll('\n', ' ')).toMatch(/^The rollout .* held that lock\.$/)
    expect(record.summary?.split('\n').every((line) => line.length <= 100)).toBe(true)
  })

  test('the trigger and one cause for each clause', () => {
    expect(record.causes.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
      'trigger: The rollout of the faster login',
      'root: The chart pin (3.1) silently took back the live image (3.2) against a migrated schema',
      'root: Short liveness probes killed pods that waited on the migration lock',
      'root: Killed pods left idle sessions that held that lock',
    ])
  })

  test('each bullet is an action of that commit, tied to its files', () => {
    const told = record.actions.map(({ id, title, status, commits }) => [id, title, status, commits?.[0]?.paths])
    expect(told).toEqual([
      ['A1', 'Pin image.tag to the live tag (3.2) so that no apply takes the image back again', 'done', [paths[1]]],
      ['A2', 'Liveness probe 6x10s (was 3x10s)', 'done', [paths[1]]],
      ['A3', 'idle_timeout=300 reaps killed lock holders', 'done', [paths[2], paths[3]]],
      ['A4', 'Drop the finished import stanza', 'done', [paths[4]]],
      [
        'A5',
        'Leave alone the annotations that others write on error-pages/auth deployments',
        'done',
        [paths[6], paths[5]],
      ],
    ])
    expect(record.actions[2]?.resolution).toMatch(/checksum so that changes roll the pods$/)
    expect(record.actions.map(({ addresses }) => addresses?.[0] ?? null)).toEqual(['C2', null, 'C4', null, null])
  })
})

test('close-outs give statuses with priority and reason, and descriptions beside them are no actions', () => {
  const message = `docs: describe the session store + close out 2026-04-18 post-mortem items

Update \`docs/login.md\`:
  - Add the token validity to the table of durations
  - Replace a note that was wrong about the store

Close out post-mortem \`2026-04-18-login-shm-full.md\`:
  - P2 codify-in-Terraform: DONE.
  - P3 token validity reduce: DONE-alt (we did the
    opposite, because storage is no concern now).
  - P3 move-off-embedded: won't do (not needed).
`
  const record = draft(message, ['docs/login.md', 'docs/post-mortems/2026-04-18-login-shm-full.md'])
  expect(record.id).toBe('2026-04-18-login-shm-full')
  expect(record.actions).toEqual([
    { id: 'A1', priority: 'P2', title: 'Codify-in-Terraform', status: 'done' },
    {
      ...{ id: 'A2', priority: 'P3', title: 'Token validity reduce', status: 'done-alt' },
      resolution: 'we did the opposite, because storage is no concern now',
    },
    { id: 'A3', priority: 'P3', title: 'Move-off-embedded', status: 'wont-do', resolution: 'not needed' },
  ])
  expect(record.causes).toEqual([])
})

test('an incident told in prose: what happened is the title, the race the cause, the subject the action', () => {
  const message = `updater: longer list of excluded namespaces

2026-05-17 incident: the updater rolled login 3.1 → 3.2 around 23:36.
The pairing should have kept it on the tag, but a race between the policy's
mutation (injecting the tag) and the hourly poll caused the workload to
keep the old annotation. Result: pods cycled, login broken.

Live state: 36 workloads are excluded (35 critical + one pin
+ 7 from earlier), 190 are open for
the remaining applications.
`
  const record = draft(message, ['stacks/updater/list.tf'], null, '2026-05-18T00:07:32Z')
  expect(record).toMatchObject({
    title: 'The updater rolled login 3.1 → 3.2 around 23:36',
    times: { started: '2026-05-17' },
  })
  expect(record.causes.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
    'trigger: The updater rolled login 3.1 → 3.2 around 23:36',
    "root: A race between the policy's mutation (injecting the tag) and the hourly poll",
  ])
  expect(record.actions.map(({ title, status }) => `${status}: ${title}`)).toEqual([
    'done: Longer list of excluded namespaces',
  ])
})

test('a tagged fix with plain bullets: the day of the tag, no service that is none', () => {
  const message = `fix(post-mortem): add an alert for storage retries + move the pager off shared storage [PM-2026-04-14]

- Add a rule: StorageRetries fires when the rate of retries stays above five a second
  for five minutes — catches a degraded server before pods fail
- Move the pager's volume from shared storage (10.0.0.7:/pager) to a local disk

Co-Authored-By: robot <robot@example.org>
`
  const record = draft(message, ['stacks/monitoring/rules.tf'], null, '2026-04-16T10:00:00Z')
  expect(record).toMatchObject({ services: ['monitoring'], times: { started: '2026-04-14' } })
  expect(record.actions.map(({ title }) => title)).toEqual([
    'Add a rule: StorageRetries fires when the rate of retries stays above five a second for five minutes',
    "Move the pager's volume from shared storage (10.0.0.7:/pager) to a local disk",
  ])
})

test.each([
  [
    'an explicit root cause alone',
    'The site was down.\n\nRoot cause: the disk was full of old backups.',
    ['The disk was full of old backups'],
  ],
  [
    'is stated',
    'Login broke. The root cause was a certificate that nobody renewed.',
    ['A certificate that nobody renewed'],
  ],
  [
    'under a heading',
    'It broke.\n\nRoot causes:\n- the disk was full\n- nobody looked\n\nFix:\n- clean up daily',
    ['The disk was full', 'Nobody looked'],
  ],
  ['behind because', 'The queue crashed because the consumer leaked connections.', ['The consumer leaked connections']],
  ['not what a fix avoids', 'A pod is never killed because of the probe now, so failures stay away.', []],
  ['not what a pronoun stands for', 'It caused an outage of the site.', []],
  ['not a colon of something else', 'The loop is closed: updates run again, and nothing else changes here today.', []],
  ['nothing in a plain change', 'Because the name is nicer, use it. Due to the rename, docs change.', []],
])('causes: %s', (_, body, expected) => {
  expect(draft(`fix: it\n\n${body}`).causes.map(({ title }) => title)).toEqual(expected)
})

test.each([
  [
    'verification and scope',
    '- Pin the image tag\n\nVerified:\n- the rollout went through\n\nOut of scope:\n- the other cluster too',
    ['done Pin the image tag'],
  ],
  [
    'follow-ups are still to do',
    '- Pin the image tag\n\nFollow-ups:\n- raise the pool size limit',
    ['done Pin the image tag', 'todo Raise the pool size limit'],
  ],
  [
    'a follow-up in prose',
    'Text.\n\nFollow-up: raise the pool size limit.',
    ['done Pin it down', 'todo Raise the pool size limit'],
  ],
  [
    'the write-up is no remediation',
    '- Pin the image tag\n- docs/post-mortems/2026-06-10-x.md: what happened in full\n- Update the post-mortem with it',
    ['done Pin the image tag'],
  ],
  [
    'bold words are the title',
    '- **Kill-switch for the chain** — every phase looks for it first and stops',
    ['done Kill-switch for the chain'],
  ],
  [
    'Fix: in prose',
    'The host was down.\n\nFix: pin the name in /etc/hosts on every node.',
    ['done Pin the name in /etc/hosts on every node'],
  ],
  [
    'a verb before the key stays',
    '- Add controller.affinity: keep the replicas apart',
    ['done Add controller.affinity: keep the replicas apart'],
  ],
])('actions: %s', (_, body, expected) => {
  const record = draft(`fix: pin it down\n\n${body}`)
  expect(record.actions.map(({ title, status }) => `${status} ${title}`)).toEqual(expected)
})

test('what was done by hand is a change of the incident, not work of the commit', () => {
  const record = draft(`fix: it

Recovery actions taken before this commit:
  - Throttled the file server to give the API room
  - Restarted the pods

Code change here:
  - Remove the job that came back with every apply
`)
  expect(record.changes?.map(({ what }) => what)).toEqual([
    'Throttled the file server to give the API room',
    'Restarted the pods',
  ])
  expect(record.actions.map(({ title }) => title)).toEqual(['Remove the job that came back with every apply'])
})

test('a change of words alone, or a revert, is no action', () => {
  expect(draft('docs: describe it\n\nProse.', ['docs/a.md']).actions).toEqual([])
  expect(draft('Revert "fix: x"\n\nThis reverts commit 0123abcd.').actions).toEqual([])
})

test('the one post-mortem that the commit writes is meant without being named; of two, none', () => {
  const one = ['docs/post-mortems/2026-06-09-x.md', 'docs/post-mortems/README.md', 'a.tf']
  expect(draft('fix: it', one)).toMatchObject({ id: '2026-06-09-x', document: one[0] })
  expect(draft('fix: it', [...one, 'docs/post-mortems/2026-06-08-y.md']).document).toBeUndefined()
})

test('an id in a trailer is the id', () => {
  const record = draft('fix: it\n\nIncident: 2026-06-01-disk-full')
  expect(record).toMatchObject({ id: '2026-06-01-disk-full', times: { started: '2026-06-01' } })
})

test('a title is never empty and never a whole paragraph', () => {
  expect(draft('').title).not.toBe('')
  expect(draft('[ci skip]').title).not.toBe('')
  expect(shortened(`${'word '.repeat(100)}end`).length).toBeLessThanOrEqual(161)
})

describe('prose', () => {
  test('paragraphs leave out lists, trailers and the sentence that leads to a list', () => {
    const body =
      'One. It goes on\nhere:\n\n- item\n  more\n\nTwo is well-\nknown and 5\n+ 7 more.\n\nSigned-off-by: A <a@b>\n'
    expect(paragraphsOf(body)).toEqual(['One.', 'Two is well-known and 5 + 7 more.'])
  })

  test('sentences are not cut at abbreviations, versions or inside parentheses', () => {
    expect(sentences('It ran 2.1 (e.g. here. And there) fine. tuya-bridge broke! "So" it is.')).toEqual([
      'It ran 2.1 (e.g. here. And there) fine.',
      'tuya-bridge broke!',
      '"So" it is.',
    ])
  })
})

describe('messages of other habits', () => {
  test('Markdown headings: summary, root cause and day', () => {
    const record = draft(`fix(api): stop the pool from leaking (#482)

## Summary

On 2026-06-09 the API returned errors for half an hour.

## Root Cause

The retry wrapper opened a connection per attempt and never closed one, so the pool
filled up.

## Fix

- Close failed connections in \`retry.ts\`
`)
    expect(record).toMatchObject({
      title: 'Stop the pool from leaking',
      times: { started: '2026-06-09' },
      summary: 'On 2026-06-09 the API returned errors for half an hour.',
      services: ['api'],
    })
    expect(record.causes.map(({ title }) => title)).toEqual([
      'The retry wrapper opened a connection per attempt and never closed one',
    ])
  })

  test("a forge's merge commit is called by what was merged", () => {
    const { title } = draft('Merge pull request #77 from ops/hotfix\n\nClose failed connections')
    expect(title).toBe('Close failed connections')
  })

  test('a log between paragraphs is no summary', () => {
    const { summary } = draft(
      'mm: fix a crash\n\nWhen both run at once, one can read freed memory, which crashes:\n\n  BUG: x\n  Trace:\n',
    )
    expect(summary).toBe('When both run at once, one can read freed memory, which crashes.')
  })

  test('a list of things to do', () => {
    const record = draft(
      'Hotfix: roll back to v41\n\nTODO:\n1. Run migrations before the deploy\n2) Add a canary for checkout',
    )
    expect(record.actions.map(({ title, status }) => `${status} ${title}`)).toEqual([
      'todo Run migrations before the deploy',
      'todo Add a canary for checkout',
      'done Roll back to v41',
    ])
  })
})
