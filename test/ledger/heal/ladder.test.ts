/** What a recorded hash comes to when it names no commit of this history, and when it names the wrong one. */
import { expect, test } from 'vitest'
import { makeFolder, makeRepository, repositoryAt, type TestRepository } from '../../support/repository.ts'
import { actionOf, bootStorm, bootStormDocument, bootStormFile, incidentOf, ledgerOf, linksOf } from '../ledger-of.ts'

const gone = '0123456789abcdef0123456789abcdef01234567'
const done = (...commits: unknown[]) =>
  bootStorm(
    `  - { id: A1, title: Pin the image tag to the live tag, status: done, commits: ${JSON.stringify(commits)} }\n`,
  )
const when = '2026-01-02T00:00:00Z'
const print = { commit: gone, subject: 'fix: pin', author: 'Ada <ada@example.org>', date: when }
const fix = { message: 'fix: pin', date: when, files: { 'a.tf': 'image_tag = "2026.2"\n' } }

async function linkOf(repo: TestRepository, record: string, rev?: string) {
  const ledger = await ledgerOf(repo, { [bootStormFile]: record }, rev === undefined ? {} : { rev })
  return actionOf(ledger, 'A1').links[0]
}

test('author, author date and subject tell the survivor for certain; the record stays as written', async () => {
  const repo = await makeRepository()
  const commit = await repo.commit(fix)
  const ledger = await ledgerOf(repo, { [bootStormFile]: done(print) })
  expect(linksOf(ledger, 'A1')).toEqual(['fixed healed certain: fix: pin'])
  expect(actionOf(ledger, 'A1')).toMatchObject({ status: 'done', proven: true })
  expect(actionOf(ledger, 'A1').links).toMatchObject([
    { commit, recorded: gone, healedBy: 'subject', landed: true, candidates: [] },
  ])
})

test.each([
  ['another author', { author: 'Bob <bob@example.org>' }],
  ['another second', { date: '2026-01-02T00:00:01Z' }],
  ['another subject', { subject: 'fix: pin it' }],
  ['no date', { date: null }],
  ['a date without its time', { date: '2026-01-02' }],
])('%s is another commit', async (_, other) => {
  const repo = await makeRepository()
  await repo.commit(fix)
  expect(await linkOf(repo, done({ ...print, ...other }))).toMatchObject({
    commit: null,
    healedBy: null,
    landed: false,
  })
})

test('two commits of the same author, second and subject are nobody’s guess, unless the patch or the paths decide', async () => {
  const repo = await makeRepository()
  const one = await repo.commit(fix)
  const two = await repo.commit({ ...fix, files: { 'b.tf': 'image_tag = "2026.2"\n' } })
  const link = await linkOf(repo, done(print))
  expect(link).toMatchObject({ commit: null, healedBy: null, landed: false, strength: 'certain' })
  expect(link?.candidates.toSorted()).toEqual([one, two].sort())
  expect(await linkOf(repo, done({ ...print, paths: ['b.tf'] }))).toMatchObject({ commit: two, healedBy: 'subject' })
  const [patchId] = repo.feed(repo.git('diff-tree', '-p', '--root', one), 'patch-id', '--stable').split(' ')
  expect(await linkOf(repo, done({ ...print, 'patch-id': patchId }))).toMatchObject({
    commit: one,
    healedBy: 'subject',
  })
})

test('a change that was taken back and made again is the one that stands', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { 'a.tf': 'image_tag = "2025.1"\n' } })
  const one = await repo.commit(fix)
  await repo.commit({
    message: `Revert "fix: pin"\n\nThis reverts commit ${one}.`,
    files: { 'a.tf': 'image_tag = "2025.1"\n' },
  })
  const two = await repo.commit(fix)
  expect(await linkOf(repo, done(print))).toMatchObject({ commit: two, healedBy: 'subject' })
})

test('a hash that exists but is not the commit that the record describes is not believed', async () => {
  const repo = await makeRepository()
  const wrong = await repo.commit({ message: 'docs: typo', author: 'Bob <bob@example.org>' })
  expect(await linkOf(repo, done({ ...print, commit: wrong }))).toMatchObject({
    ...{ commit: null, landed: false, candidates: [] },
    note: 'the commit of that name has another subject than the one recorded',
  })
  const right = await repo.commit(fix)
  expect(await linkOf(repo, done({ ...print, commit: wrong }))).toMatchObject({ commit: right, healedBy: 'subject' })
  expect(await linkOf(repo, done({ commit: wrong, subject: 'docs: typo' }))).toMatchObject({
    commit: wrong,
    healedBy: null,
  })
})

test('a commit of another branch is led to its pick, and is dead with a reason while there is none', async () => {
  const repo = await makeRepository()
  const base = await repo.commit({ message: 'base' })
  const aside = await repo.commit(fix)
  repo.git('branch', 'aside')
  await repo.commit({ message: 'main', parent: base })
  expect(await linkOf(repo, done(aside))).toMatchObject({
    ...{ commit: null, landed: false, note: 'that commit is not in this history' },
  })
  expect(await linkOf(repo, done(aside), 'aside')).toMatchObject({ commit: aside, healedBy: null })
  const pick = await repo.commit({
    ...fix,
    message: `reworded\n\n(cherry picked from commit ${aside})\n`,
    date: '2026-02-01T00:00:00Z',
    files: { 'a.tf': 'image_tag = "2026.3"\n' },
  })
  expect(await linkOf(repo, done(aside))).toMatchObject({ commit: pick, healedBy: 'picked', strength: 'probable' })
  // Only the hash is known, and a pick of the pick carries both lines.
  repo.git('branch', '-D', 'aside')
  repo.git('reflog', 'expire', '--expire=now', '--all')
  repo.git('gc', '--quiet', '--prune=now')
  expect(await linkOf(repo, done(aside.slice(0, 10)))).toMatchObject({ commit: pick, healedBy: 'picked' })
})

test('a trailer names the survivor of a bare hash, but not where two dead hashes could mean it', async () => {
  const repo = await makeRepository()
  const commit = await repo.commit({ ...fix, message: 'fix: pin\n\nRemediates: boot-storm#A1' })
  const alone = actionOf(await ledgerOf(repo, { [bootStormFile]: done(gone) }), 'A1').links
  expect(alone).toMatchObject([{ commit, recorded: gone, healedBy: 'trailer', via: 'trailer' }])
  const two = actionOf(await ledgerOf(repo, { [bootStormFile]: done(gone, 'fedcba98') }), 'A1').links
  expect(two.map(({ recorded, healedBy }) => [recorded, healedBy])).toEqual([
    [null, null],
    [gone, null],
    ['fedcba98', null],
  ])
})

test('a trailer on another commit of the action does not draw a dead hash to it', async () => {
  const repo = await makeRepository()
  const named = await repo.commit({ message: 'one half\n\nRemediates: boot-storm#A1', files: { 'b.tf': 'x = 1\n' } })
  const other = await repo.commit(fix)
  const ledger = await ledgerOf(repo, { [bootStormFile]: done(print) })
  expect(actionOf(ledger, 'A1').links.map(({ commit, healedBy }) => [commit, healedBy])).toEqual([
    [named, null],
    [other, 'subject'],
  ])
  // It is recorded itself, so it is not what the dead one became.
  const both = await ledgerOf(repo, { [bootStormFile]: done(named, { commit: gone, paths: ['b.tf'] }) })
  expect(actionOf(both, 'A1').links.map(({ commit, recorded }) => [commit, recorded])).toEqual([
    [named, named],
    [null, gone],
  ])
})

test('a request number is a probable sign, and no sign when it stands in a revert', async () => {
  const repo = await makeRepository()
  const squash = await repo.commit({ message: 'Pin things (#7)', files: fix.files })
  await repo.commit({ message: 'Revert "Pin things (#7)" (#8)' })
  const record = done({ ...print, request: '#7', subject: 'wip', author: 'Bob <bob@example.org>' })
  expect(await linkOf(repo, record)).toMatchObject({ commit: squash, healedBy: 'request', strength: 'probable' })
})

test('causes and changes are healed too, with their own relation', async () => {
  const repo = await makeRepository()
  const base = await repo.commit({ message: 'base' })
  const aside = await repo.commit(fix)
  const commit = await repo.commit({ ...fix, parent: await repo.commit({ message: 'main', parent: base }) })
  const record = bootStorm(
    '  - { id: A1, title: Pin the tag }\n',
    `causes: [{ title: The pin was old, commits: [${JSON.stringify(print)}] }]\nchanges: [{ what: by hand, relation: mitigated, codified: "${aside}" }]\n`,
  )
  const ledger = await ledgerOf(repo, { [bootStormFile]: record })
  expect(linksOf(ledger, null)).toEqual(['caused healed certain: fix: pin', 'mitigated healed certain: fix: pin'])
  expect(incidentOf(ledger).links.map((link) => link.commit)).toEqual([commit, commit])
})

test('a dead hash in a document is proposed by the words and the date beside it, never certain', async () => {
  const repo = await makeRepository()
  const commit = await repo.commit({
    message: 'fix(authentik): pin the image tag to the live tag [PM-2026-01-10]',
    date: '2026-01-11T09:00:00Z',
    files: fix.files,
  })
  await repo.commit({ message: 'fix(keel): leave the image alone', date: '2026-01-11T10:00:00Z' })
  const document =
    '| Date | Action | Commit |\n|---|---|---|\n| 2026-01-11 | Pin the image tag to the live tag | `35646841` |\n'
  const ledger = await ledgerOf(repo, {
    [bootStormFile]: bootStorm('  - { id: A1, title: Pin the image tag to the live tag }\n'),
    [bootStormDocument]: document,
  })
  expect(actionOf(ledger, 'A1').links).toMatchObject([
    { commit, recorded: '35646841', healedBy: 'document', strength: 'probable' },
  ])
  expect(actionOf(ledger, 'A1').status).toBe('todo')
})

test('a shallow clone calls nothing dead and heals nothing', async () => {
  const repo = await makeRepository()
  const old = await repo.commit(fix)
  await repo.commit({ message: 'between' })
  await repo.commit({ ...fix, files: { 'b.tf': '1' } })
  const folder = await makeFolder()
  repo.git('clone', '--quiet', '--depth', '1', `file://${repo.path}`, `${folder}/clone`)
  const link = await linkOf(repositoryAt(`${folder}/clone`), done({ ...print, commit: old }))
  expect(link).toMatchObject({ commit: null, landed: null, healedBy: null })
})

test('replaced refs and grafts change no answer', async () => {
  const repo = await makeRepository()
  const one = await repo.commit(fix)
  const two = await repo.commit({ message: 'other', files: { 'b.tf': '1' } })
  const before = await linkOf(repo, done(print))
  repo.git('replace', one, two)
  await repo.write('.git/info/grafts', `${two}\n`)
  expect(await linkOf(repo, done(print))).toEqual(before)
})
