import { describe, expect, it } from 'vitest'
import { parseCommitMessage } from '../../src/message/parse.ts'

const sha = '97ccdbec97ccdbec97ccdbec97ccdbec97ccdbec'

function relations(message: string): [string, string | null, string | null][] {
  return parseCommitMessage(message).relations.map(({ kind, commit, subject }) => [kind, commit, subject])
}

describe('reverts', () => {
  it.each<[string, [string, string | null, string | null][]]>([
    [`Revert "fix: x"\n\nThis reverts commit ${sha}.\n`, [['revert', sha, 'fix: x']]],
    [
      `Revert "fix: x"\n\nThis reverts commit ${sha}, reversing\nchanges made to 4e882989.\n`,
      [['revert', sha, 'fix: x']],
    ],
    ['Revert "fix: x"\n', [['revert', null, 'fix: x']]],
    ['Revert "say "hello" twice"\n', [['revert', null, 'say "hello" twice']]],
    [`Reapply "fix: x"\n\nThis reverts commit ${sha}.\n`, [['reapply', sha, 'fix: x']]],
    [`Revert "Revert "fix: x""\n\nThis reverts commit ${sha}.\n`, [['reapply', sha, 'fix: x']]],
    ['Revert "Reapply "fix: x""\n', [['revert', null, 'Reapply "fix: x"']]],
    ['Revert "Revert "Revert "x"""\n', [['revert', null, 'Revert "Revert "x""']]],
    [
      `redis: revert to one node\n\nThis reverts commits ${sha} and 4e882989.\n`,
      [
        ['revert', sha, null],
        ['revert', '4e882989', null],
      ],
    ],
    [`Back out the pin\n\nThis reverts commit\n${sha}.\n`, [['revert', sha, null]]],
    ['revert: feat(x): y\n', [['revert', null, 'feat(x): y']]],
    ['Revert 4e882989\n', [['revert', '4e882989', null]]],
    ['Undo the model swap\n', []],
    [`Squash (#4)\n\n* Revert "fix: x"\n\n  This reverts commit ${sha}.\n`, []],
    [`docs: tell how\n\nThis reverts commit ${sha}.\n`, []],
    [`Revert "x"\n\n> This reverts commit ${sha}.\n`, [['revert', null, 'x']]],
    ['Revert "x"\n\nThis reverts commit defaced.\n', [['revert', null, 'x']]],
  ])('%s', (message, expected) => {
    expect(relations(message)).toEqual(expected)
  })
})

describe('restores and picks', () => {
  it.each<[string, [string, string | null, string | null][]]>([
    ["fix: bring it back\n\nThis restores 05b50d2b's full tree and more.\n", [['restore', '05b50d2b', null]]],
    ['fix: restore the tree of 05b50d2b\n', [['restore', '05b50d2b', null]]],
    ['fix: restore tree dropped by 6d224861\n', []],
    [
      `fix: x\n\n(cherry picked from commit ${sha})\n(cherry picked from commit 4e882989)\n`,
      [
        ['pick', sha, null],
        ['pick', '4e882989', null],
      ],
    ],
  ])('%s', (message, expected) => {
    expect(relations(message)).toEqual(expected)
  })
})
