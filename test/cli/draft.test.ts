/** `mortem new --from`: an incident of the past, drafted from what its commits say and change. */
import { expect, test } from 'vitest'
import { makeFolder, makeRepository, repositoryAt } from '../support/repository.ts'
import { copyOf, json, mortem, ok, shared, story } from './run.ts'

interface Drafted {
  id: string
  title: string
  status: string
  document?: string
  services: string[]
  summary: string | null
  causes: { id: string; kind: string; title: string }[]
  actions: {
    id: string
    title: string
    status: string
    resolution?: string
    commits?: { commit: string; paths: string[] }[]
  }[]
}

const repo = await shared()
await repo.commit({
  message: 'start',
  files: {
    'stacks/shop/values.yaml': '1\n',
    'stacks/shop/pool.ini': '1\n',
    'stacks/shop/pool.tf': '1\n',
    'stacks/edge/main.tf': '1\n',
    'docs/post-mortems/2026-03-04-shop-restart-loop.md': '# Shop: restart loop after a chart bump\n\nBy hand.\n',
  },
})
/** In the shape of a real one: an account of what happened, the document, and a bullet per file. */
const fix = await repo.commit({
  date: '2026-03-05T00:30:00Z',
  message: `shop: harden after the restart loop

The first rollout of the new chart triggered a 40min outage of the shop: the
chart pin silently took the image back a version, the probe killed pods that
waited for the migration lock, and the killed pods left sessions behind that
kept that lock. The whole account is in
docs/post-mortems/2026-03-04-shop-restart-loop.md.

Hardening:
- values.yaml: give the liveness probe one minute, so that a slow boot
  is not killed
- pool.ini: idle_timeout=300 ends forgotten sessions;
  pool.tf rolls the pods when the ini changes
- edge: retry once while a pod boots

Co-authored-by: Noor <noor@example.org>
`,
  files: {
    'stacks/shop/values.yaml': '2\n',
    'stacks/shop/pool.ini': '2\n',
    'stacks/shop/pool.tf': '2\n',
    'stacks/edge/main.tf': '2\n',
  },
})
const closing = await repo.commit({
  date: '2026-04-01T10:00:00Z',
  message: `docs/shop: who restarts what + close out the post-mortem items

Close out post-mortem \`2026-03-04-shop-restart-loop.md\`:
  - P2 write-it-down: DONE.
  - P3 shorter boot: DONE-alt (the probe waits longer instead —
    nobody minds a minute).
  - P3 own pool for the shop: WONTFIX (one pool is enough)
`,
  files: { 'docs/shop.md': 'text\n' },
})
const drafted = (rev: string): Drafted => json(repo, 'new', '--from', rev, '--dry-run', '--json').incident

test('a hardening commit: causes from its account, an action per file-keyed bullet, the document that it names', () => {
  const draft = drafted(fix)
  expect(draft).toMatchObject({
    id: '2026-03-04-shop-restart-loop',
    title: 'Shop: restart loop after a chart bump',
    status: 'mitigated',
    document: 'docs/post-mortems/2026-03-04-shop-restart-loop.md',
    services: ['shop', 'edge'],
  })
  expect(draft.summary?.replaceAll('\n', ' ')).toMatch(/^The first rollout of the new chart triggered a 40min outage/)
  expect(draft.causes.map(({ kind, title }) => [kind, title])).toEqual([
    ['trigger', 'The first rollout of the new chart'],
    ['root', 'The chart pin silently took the image back a version'],
    ['root', 'The probe killed pods that waited for the migration lock'],
    ['root', 'The killed pods left sessions behind that kept that lock'],
  ])
  expect(draft.actions.map(({ id, title, commits }) => [id, title, commits?.[0]?.paths])).toEqual([
    ['A1', expect.stringMatching(/^Give the liveness probe one minute/), ['stacks/shop/values.yaml']],
    ['A2', expect.stringMatching(/^idle_timeout=300/), ['stacks/shop/pool.ini', 'stacks/shop/pool.tf']],
    ['A3', 'Retry once while a pod boots', ['stacks/edge/main.tf']],
  ])
  for (const { status, commits } of draft.actions) {
    expect(status).toBe('done')
    expect(commits).toMatchObject([{ commit: fix, author: 'Ada', date: '2026-03-05T00:30:00Z' }])
  }
})

test('a close-out: its items with status and reason, and no commit that did the work', () => {
  const { actions, document } = drafted(closing)
  expect(document).toBe('docs/post-mortems/2026-03-04-shop-restart-loop.md')
  expect(actions).toEqual([
    { id: 'A1', priority: 'P2', title: 'Write-it-down', status: 'done' },
    {
      ...{ id: 'A2', priority: 'P3', title: 'Shorter boot', status: 'done-alt' },
      resolution: 'the probe waits longer instead — nobody minds a minute',
    },
    {
      ...{ id: 'A3', priority: 'P3', title: 'Own pool for the shop', status: 'wont-do' },
      resolution: 'one pool is enough',
    },
  ])
})

test('a range; one that is empty, one that is a year, one that does not exist', () => {
  const { actions, services } = drafted(`${fix}~1..${closing}`)
  expect(actions.length).toBe(6)
  expect(services).toEqual(['shop', 'edge'])
  expect(mortem(repo, 'new', '--from', 'HEAD..HEAD')).toEqual({
    ...{ code: 2, out: '' },
    err: 'mortem: "HEAD..HEAD" holds no commit\n  next: name a commit, or first~1..last\n',
  })
  for (const rev of ['nope..HEAD', '--output=x', '--all', ''])
    expect(mortem(repo, 'new', `--from=${rev}`, '--dry-run'), rev).toMatchObject({ code: 2, out: '' })
  expect(repo.git('status', '--porcelain')).toBe('')
})

test('what is said on the command line wins; the record is written with its document left alone', async () => {
  const folder = await makeFolder()
  repo.git('clone', '--quiet', '.', folder)
  const clone = repositoryAt(folder)
  const options = ['--severity', 'SEV3', '--owner', 'mara', '--started', '2026-03-04T23:10:00Z', '--service', 'shop']
  expect(ok(clone, 'new', 'Shop kept restarting', '--from', fix, ...options)).toContain(
    'created post-mortems/2026-03-04-shop-restart-loop.yaml\n2026-03-04-shop-restart-loop is the current incident',
  )
  expect(clone.git('status', '--porcelain', '--untracked-files=all')).toBe(
    '?? post-mortems/2026-03-04-shop-restart-loop.yaml',
  )
  expect(json(clone, 'show', 'shop', '--json')).toMatchObject({
    title: 'Shop kept restarting',
    severity: 'SEV3',
    services: ['shop'],
    started: '2026-03-04T23:10:00Z',
    actions: [
      { status: 'done', proven: true },
      { status: 'done', proven: true },
      { status: 'done', proven: true },
    ],
  })
  expect(mortem(clone, 'new', '--from', fix)).toEqual({
    ...{ code: 2, out: '' },
    err: 'mortem: post-mortems/2026-03-04-shop-restart-loop.yaml is there already\n  next: mortem show 2026-03-04-shop-restart-loop\n',
  })
})

test('a merge commit, a root commit with an empty message, a huge message', async () => {
  const own = await makeRepository()
  const root = await own.commit({ message: '', files: { a: '1\n' } })
  const side = await own.commit({ message: 'side', files: { b: '1\n' } })
  const other = await own.commit({ message: 'other', files: { c: '1\n' }, parent: root })
  const merge = await own.commit({ message: 'Merge: repair sign-in', files: { b: '1\n' }, parent: [other, side] })
  const huge = await own.commit({ message: `outage\n\n- a.tf: ${'x'.repeat(3_000_000)}\n`, files: { 'a.tf': '1\n' } })
  for (const rev of [root, merge]) {
    const { code, out, err } = mortem(own, 'new', '--from', rev, '--dry-run', '--json')
    expect({ code, err }, rev).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out).writes).toHaveLength(2)
  }
  expect(ok(own, 'new', '--from', huge, '--dry-run').length).toBeLessThan(20_000)
})

test("the story's hardening commit", async () => {
  const built = await story()
  const told = await copyOf(built)
  const hardening = built.commits.find(({ name }) => name === 'hardening')?.hash as string
  told.git('rm', '--quiet', 'post-mortems/2026-06-10-authentik-boot-storm.yaml')
  const { incident, writes } = json(told, 'new', 'Boot storm', '--from', hardening, '--dry-run', '--json')
  expect(
    incident.actions.map(({ title, commits }: Drafted['actions'][number]) => [
      title.split(/[ ,;]/, 3).join(' '),
      commits?.[0]?.paths.map((path) => path.replace(/^.*\//, '')),
    ]),
  ).toEqual([
    ['Pin the image', ['values.yaml']],
    ["Give the server's", ['values.yaml']],
    ['Take the persistent', ['values.yaml']],
    ['Reap idle transactions', ['pgbouncer.ini']],
    ['Leave alone what', ['main.tf']],
  ])
  expect(writes).toHaveLength(2)
})
