/** A long run of one character that is not at the end: where an expression such as `\n+$` begins anew at each of them. */
import { expect, test } from 'vitest'
import { commitAddress } from '../src/documents/commit-link.ts'
import { forgeOf } from '../src/git/forge.ts'
import { documentTitle } from '../src/ledger/document-title.ts'
import { draftIncident } from '../src/ledger/draft/draft.ts'
import { normalised } from '../src/markdown/digest.ts'
import { parseCommitMessage } from '../src/message/parse.ts'

const commit = { hash: 'a'.repeat(40), author: 'a', authored: 1, changes: [] }

const readers: Record<string, (run: (character: string) => string) => unknown> = {
  'a region that holds blank lines in a code block': (run) => normalised(`\`\`\`\n${run('\n')}x\n\`\`\``),
  'a bullet with dots': (run) =>
    draftIncident([{ ...commit, facts: parseCommitMessage(`fix: x\n\n- a.yaml: do it ${run('.')}x`) }], null),
  'a cause with semicolons': (run) =>
    draftIncident([{ ...commit, facts: parseCommitMessage(`fix: x\n\nRoot cause: it broke ${run(';')}x`) }], null),
  'a forge address with slashes': (run) => commitAddress({ kind: 'github', url: `https://a.b/${run('/')}x` }, 'a'),
  'a remote with slashes': (run) => forgeOf(`https://github.com/${run('/')}x/y`),
  'a heading with hashes': (run) => documentTitle(`x ${run('#')}x`),
}

function fastest(work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < 3; round++) {
    const start = performance.now()
    work()
    least = Math.min(least, performance.now() - start)
  }
  return least
}

test.each(Object.entries(readers))(
  '%s: four times as long is far from sixteen times the work',
  { retry: 5 },
  (_, read) => {
    const cost = (length: number) => fastest(() => read((character) => character.repeat(length)))
    expect(cost(80_000) / Math.max(cost(20_000), 5)).toBeLessThanOrEqual(10)
  },
)
