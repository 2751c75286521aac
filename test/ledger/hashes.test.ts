/** Hashes that records hold: how they are looked up, and what becomes of those that name nothing. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeFolder, makeRepository, repositoryAt, type TestRepository } from '../support/repository.ts'
import { actionOf, bootStorm, bootStormFile, incidentOf, ledgerOf, linksOf } from './ledger-of.ts'

const done = (hash: string) => bootStorm(`  - { id: A1, title: Pin the tag, status: done, commits: ["${hash}"] }\n`)

/** The second at which an empty root commit "x" has a name of this shape. */
function secondWith(shape: RegExp): number {
  for (let second = 1_767_225_600; ; second++) {
    const who = `Ada <ada@example.org> ${second} +0000`
    const text = `tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor ${who}\ncommitter ${who}\n\nx`
    const name = createHash('sha1').update(`commit ${text.length}\0${text}`).digest('hex')
    if (shape.test(name)) return second
  }
}

async function commitNamed(repo: TestRepository, shape: RegExp): Promise<string> {
  return repo.commit({ message: 'x', date: `${secondWith(shape)} +0000` })
}

test.each([
  ['full', (hash: string) => hash],
  ['eight digits', (hash: string) => hash.slice(0, 8)],
  ['seven digits in capitals', (hash: string) => hash.slice(0, 7).toUpperCase()],
])('%s', async (_, written) => {
  const repo = await makeRepository()
  const hash = await repo.commit({ message: 'fix' })
  const ledger = await ledgerOf(repo, { [bootStormFile]: done(written(hash)) })
  expect(actionOf(ledger, 'A1').links).toMatchObject([{ commit: hash, landed: true, recorded: written(hash) }])
})

test.each([
  ['digits alone, with a zero in front', /^0[0-9]{7}/],
  ['what YAML reads as a number with an exponent', /^[1-9]e[0-9]{6}/],
])('%s, quoted or not, in record and document', async (_, shape) => {
  const repo = await makeRepository()
  const hash = await commitNamed(repo, shape)
  const short = hash.slice(0, 8)
  for (const text of [done(short), done(short).replaceAll('"', '')]) {
    const ledger = await ledgerOf(repo, { [bootStormFile]: text })
    expect(actionOf(ledger, 'A1').links).toMatchObject([{ commit: hash, recorded: short }])
  }
  const ledger = await ledgerOf(repo, {
    [bootStormFile]: bootStorm('  - { id: A1, title: Pin the image tag }\n'),
    'post-mortems/2026-01-10-boot-storm.md': `- Pin the image tag: done in ${short}\n`,
  })
  expect(linksOf(ledger, 'A1')).toEqual(['fixed document probable: x'])
})

test('a dead hash is not landed and proves nothing; on another branch is dead too', async () => {
  const repo = await makeRepository()
  const first = await repo.commit({ message: 'first' })
  const aside = await repo.commit({ message: 'aside' })
  repo.git('branch', 'aside')
  await repo.commit({ message: 'main', parent: first })
  for (const hash of ['0123abcd', aside]) {
    const ledger = await ledgerOf(repo, { [bootStormFile]: done(hash) })
    expect(actionOf(ledger, 'A1')).toMatchObject({ status: 'done', proven: false })
    expect(actionOf(ledger, 'A1').links).toMatchObject([{ commit: null, recorded: hash, landed: false, paths: [] }])
  }
  const there = await ledgerOf(repo, { [bootStormFile]: done(aside) }, { rev: 'aside' })
  expect(actionOf(there, 'A1').proven).toBe(true)
})

test('in a shallow clone what is absent is unknown', async () => {
  const repo = await makeRepository()
  const old = await repo.commit({ message: 'old' })
  await repo.commit({ message: 'new' })
  const folder = await makeFolder()
  repo.git('clone', '--quiet', '--depth', '1', `file://${repo.path}`, `${folder}/clone`)
  const ledger = await ledgerOf(repositoryAt(`${folder}/clone`), { [bootStormFile]: done(old.slice(0, 8)) })
  expect(ledger.shallow).toBe(true)
  expect(actionOf(ledger, 'A1').links).toMatchObject([{ commit: null, landed: null }])
  expect(actionOf(ledger, 'A1').proven).toBeNull()
})

test('a prefix of two commits is neither of them', async () => {
  const repo = await makeRepository()
  // 4,000 commits have a few pairs with seven digits in common or, as here, are searched for one.
  const stream: string[] = []
  for (let n = 0; n < 20_000; n++)
    stream.push(`commit refs/heads/main\ncommitter A <a@b> ${1_700_000_000 + n} +0000\ndata 1\nx\n`)
  repo.feed(`${stream.join('\n')}\n`, 'fast-import', '--quiet')
  const names = repo.git('rev-list', 'main').split('\n').sort()
  const pair = names.findIndex((name, n) => names[n + 1]?.slice(0, 7) === name.slice(0, 7))
  const prefix = names[pair]?.slice(0, 7) ?? ''
  expect(pair).toBeGreaterThanOrEqual(0)
  const ledger = await ledgerOf(repo, { [bootStormFile]: done(prefix) }, { rev: 'main' })
  expect(actionOf(ledger, 'A1').links).toMatchObject([{ commit: null, recorded: prefix }])
  expect(actionOf(ledger, 'A1').proven).toBe(false)
})

test('a repository without a commit has a ledger too', async () => {
  const repo = await makeRepository()
  const ledger = await ledgerOf(repo, { [bootStormFile]: done('0123abcd') })
  expect(ledger).toMatchObject({ commit: null, date: null, unresolved: [] })
  expect(actionOf(ledger, 'A1').links).toMatchObject([{ commit: null, landed: false }])
})

test('sha256 names work the same', async () => {
  const repo = await makeRepository({ objectFormat: 'sha256' })
  const hash = await repo.commit({ message: 'fix\n\nIncident: boot-storm' })
  const ledger = await ledgerOf(repo, {
    [bootStormFile]: done(hash),
    'post-mortems/2026-01-10-boot-storm.md': `- Pin the tag ${hash}\n`,
  })
  expect(actionOf(ledger, 'A1').links).toMatchObject([{ commit: hash, landed: true }])
  expect(incidentOf(ledger).links).toMatchObject([{ commit: hash }])
})
