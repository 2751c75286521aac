import { describe, expect, it } from 'vitest'
import { parseCommitMessage } from '../../src/message/parse.ts'

describe('subject → type, scope, breaking, text', () => {
  it.each<[string, string | null, string | null, boolean, string]>([
    ['fix(authentik)!: pin the tag (fixes #12)', 'fix', 'authentik', true, 'pin the tag'],
    ['feat: add alert', 'feat', null, false, 'add alert'],
    ['state(vault): update', 'state', 'vault', false, 'update'],
    ['monitoring: add alert', null, 'monitoring', false, 'add alert'],
    ['docs/storage: record it', null, 'docs/storage', false, 'record it'],
    ['[docs] record it', null, 'docs', false, 'record it'],
    ['[ci skip] redis: drop replica', null, 'redis', false, 'drop replica'],
    ['redis: drop replica[ci skip]', null, 'redis', false, 'drop replica'],
    ['redis: drop replica ***NO_CI***', null, 'redis', false, 'drop replica'],
    ['fix: add alert [PM-2026-04-14]', 'fix', null, false, 'add alert'],
    ['fix: add alert (for disks) (#123)', 'fix', null, false, 'add alert (for disks)'],
    ['fixup! fix(redis): drop', 'fix', 'redis', false, 'drop'],
    ['squash! fixup! redis: drop', null, 'redis', false, 'drop'],
    ['revert: feat(x): y', 'revert', null, false, 'feat(x): y'],
    ['Revert "feat(x): y"', null, null, false, 'Revert "feat(x): y"'],
    ["Merge branch 'main' into feature: x", null, null, false, "Merge branch 'main' into feature: x"],
    ['Merge pull request #7 from a/b', null, null, false, 'Merge pull request #7 from a/b'],
    ['two words: more', null, null, false, 'two words: more'],
    ['see https://example.org', null, null, false, 'see https://example.org'],
    ['[ci skip]', null, null, false, '[ci skip]'],
    ['fix: [1/3] first step', 'fix', null, false, '[1/3] first step'],
  ])('%s', (subject, type, scope, breaking, text) => {
    expect(parseCommitMessage(`${subject}\n`).header).toEqual({ type, scope, breaking, text })
  })

  it('leaves a trailer or a list that follows without a blank line out of the title', () => {
    const facts = parseCommitMessage('fix: pin\nthe tag\nRemediates: INC-7#A1\n- values.yaml: pin\n')
    expect(facts.subject).toBe('fix: pin the tag Remediates: INC-7#A1 - values.yaml: pin')
    expect(facts.header.text).toBe('pin the tag')
    expect(facts.bullets).toMatchObject([{ key: 'values.yaml' }])
  })

  it('reads a breaking change from the footer', () => {
    expect(parseCommitMessage('feat: x\n\nBREAKING CHANGE: sessions end\n').header.breaking).toBe(true)
  })
})

it.each<[string, string[]]>([
  ['fix: x (#123)', ['#123']],
  ['fix: x (!45)', ['!45']],
  ['fix: x (#12) (#123)', ['#12', '#123']],
  ['Merge pull request #7 from a/b', ['#7']],
  ['fix: x #12', []],
])('requests of "%s"', (subject, requests) => {
  expect(parseCommitMessage(subject).requests).toEqual(requests)
})

it.each<[string, string[]]>([
  ['x [ci skip]', ['ci skip']],
  ['x [skip ci] [CI SKIP]\n\n[no ci]', ['skip ci', 'ci skip', 'no ci']],
  ['x ***NO_CI***', ['no_ci']],
  ['x\n\nThe mark `[ci skip]` is honoured.', []],
  ['x\n\n> [ci skip]', []],
  ['x [docs]', []],
])('CI marks of "%s"', (message, marks) => {
  expect(parseCommitMessage(message).marks).toEqual(marks)
})

it('reads people by role, wherever they stand', () => {
  const message =
    'Squash (#3)\n\n* fix: x\n\n  Co-Authored-By: Grace <grace@example.org>\n\n---------\n\n' +
    'Signed-off-by: Ada Lovelace <ada@example.org>\nReviewed-by: Edsger\nCaused-By: 97ccdbec\n'
  expect(parseCommitMessage(message).people).toEqual([
    { role: 'co-authored-by', name: 'Grace', email: 'grace@example.org' },
    { role: 'signed-off-by', name: 'Ada Lovelace', email: 'ada@example.org' },
    { role: 'reviewed-by', name: 'Edsger', email: null },
  ])
})
