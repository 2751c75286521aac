/** What holds for any fingerprint and any message: an answer, soon, and never a commit out of nothing. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openHistory } from '../../../src/git/history.ts'
import { openRepository } from '../../../src/git/repository.ts'
import { Ground } from '../../../src/ledger/heal/ground.ts'
import { isAuthor, type Known, knownOf, oneLine, subjectOf } from '../../../src/ledger/heal/known.ts'
import { climb } from '../../../src/ledger/heal/ladder.ts'
import { quotedSubject, revertedRequests, withoutRequest } from '../../../src/ledger/reverts/quoted.ts'
import { scan } from '../../../src/ledger/scan.ts'
import { makeRepository } from '../../support/repository.ts'

const words = { remediates: 'Remediates', retires: '', incident: '', mitigates: '', causedBy: '', trackers: [] }

test('any fingerprint gets a state, and a survivor only for a sign', async () => {
  const repo = await makeRepository()
  const hashes: string[] = []
  for (const [n, message] of [
    'fix (#1)',
    'fix (#1)',
    'Revert "fix (#1)" (#2)',
    '\u202e\u0000'.replaceAll('\0', ''),
    '',
  ].entries())
    hashes.push(await repo.commit({ message, files: { [`${n % 2}.tf`]: `line_number_${n}_of_the_file = ${n}\n` } }))
  const history = await openHistory(await openRepository(repo.path, repo.env), null)
  const { graph, speaking } = await scan(history, words)
  const ground = new Ground(graph, speaking, history)
  const ids = [...(await history.patchIds(hashes)).values()].flatMap(({ full, bare }) => [full, bare])

  const text = fc.oneof(
    fc.constantFrom('fix (#1)', '', ' ', 'Ada <ada@example.org>', '#1', '<>', 'a'.repeat(9999)),
    fc.string(),
  )
  const hash = fc.oneof(
    fc.constantFrom(...hashes, ...hashes.map((each) => each.slice(0, 7))),
    fc.stringMatching(/^[0-9a-f]{7,64}$/),
  )
  const known: fc.Arbitrary<Known> = fc.record({
    hash,
    subject: fc.option(text),
    author: fc.option(text),
    authored: fc.option(
      fc.oneof(fc.constantFrom(1_767_225_600, 1_767_225_660), fc.integer(), fc.double({ noNaN: true })),
    ),
    patchId: fc.option(fc.oneof(hash, fc.constantFrom(...ids))),
    patchIdBare: fc.option(fc.oneof(hash, fc.constantFrom(...ids))),
    request: fc.option(text),
    paths: fc.array(
      fc.oneof(
        fc.constantFrom('0.tf', '1.tf', '', '.', '../x', ':(top)', '-x', 'a\nb', '*'),
        fc.string().map((path) => path.replaceAll('\0', '')),
      ),
    ),
    naming: fc.subarray([0, 1, 2]),
    object: fc.constant(null),
  })
  await fc.assert(
    fc.asyncProperty(known, async (one) => {
      const { commit, by, candidates } = await climb(one, ground)
      if (commit === null) expect(by).toBeNull()
      else {
        expect(candidates).toEqual([])
        if (by === null) expect(graph.at(commit).hash.startsWith(one.hash)).toBe(true)
        if (by === 'trailer') expect(one.naming).toContain(commit)
      }
    }),
    { numRuns: 60 },
  )
})

test('a fingerprint as people could write it is read, or what is wrong with it is unknown', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (subject, author, date) => {
      const known = knownOf({ commit: '0123ABCD', subject, author, date })
      expect(known.hash).toBe('0123abcd')
      expect(known.authored === null || Number.isInteger(known.authored)).toBe(true)
    }),
  )
})

test('the time is linear in hostile messages', () => {
  for (const piece of [
    'Revert "',
    'revert ',
    '"',
    '`',
    '(#1) ',
    ' #1',
    ': ',
    '[x] ',
    'a/',
    'reverts owner/',
    ' \n',
    '<',
  ]) {
    const text = piece.repeat(300_000 / piece.length)
    const start = performance.now()
    for (const each of [text, `Revert "${text}`, `fix: revert ${text}"`, `${text}\n\n${text}`]) {
      quotedSubject(each)
      revertedRequests(each)
      withoutRequest(each.slice(0, 20_000))
      subjectOf(each)
      oneLine(each)
      isAuthor(each, { author: 'a', email: 'b' })
    }
    expect(performance.now() - start).toBeLessThan(2000)
  }
})
