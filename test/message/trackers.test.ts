import { describe, expect, it } from 'vitest'
import { parseCommitMessage } from '../../src/message/parse.ts'
import { idPatterns, trackerPattern } from '../../src/model/tracker-pattern.ts'

function trackers(message: string, patterns?: string[], trackerIds: string[] = []): string[] {
  const facts = parseCommitMessage(
    message,
    patterns === undefined ? { trackerIds } : { trackers: patterns, trackerIds },
  )
  return facts.trackers.map(({ id, closes }) => (closes ? `closes ${id}` : id))
}

describe('issues', () => {
  it.each<[string, string[]]>([
    ['fix: x (fixes #12)', ['closes #12']],
    ['fix: x (#12)', []],
    ['fix: x, see #12', ['#12']],
    ['x\n\nCloses #12, #13 and owner/repo#14.', ['closes #12', 'closes #13', 'closes owner/repo#14']],
    ['x\n\nCloses: code-8vr0', ['closes code-8vr0']],
    ['x\n\nResolved: infra#24,\n  infra#25\n', ['closes infra#24', 'closes infra#25']],
    ['x\n\nRefs: !45', ['!45']],
    ['x\n\nFixes https://forge.example/o/r/issues/42.', ['closes https://forge.example/o/r/issues/42']],
    ['x\n\nThe #1 cause. See #1.', ['#1']],
    ['x\n\n#12 is open. Closes #12', ['closes #12']],
    ['x\n\nprefixes #12 and unfixed #13', ['#12', '#13']],
    ['x\n\n> Closes #12', []],
    ['x\n\nRemediates: owner/repo#12', []],
    ['# This is the commit message #2:\n\nx', []],
    ['x\n\n&#123; #abc a#b colour #12ab', []],
  ])('%s', (message, expected) => {
    expect(trackers(message)).toEqual(expected)
  })
})

describe('configured ids', () => {
  it.each<[string, string[]]>([
    ['x (code-8vr0)', ['code-8vr0']],
    ['x\n\nOn `code-8vr0`, code-146x.', ['code-8vr0', 'code-146x']],
    ['x\n\ncode-level, code-8vr0x and my-code-8vr0', []],
    ['x\n\nthe code-path of code-flow', []],
    ['x\n\nBoth pods ready.\n\nCloses: code-q8k\n\nCo-authored-by: Ada <a@example.org>', ['closes code-q8k']],
    ['x\n\nCloses: code-v2b\nCloses: code-oflt\n\nSome prose.', ['closes code-v2b', 'closes code-oflt']],
    [
      'x (#7)\n\n* one\n\nCloses: code-8vr0\n\n* two\n\n---------\n\nCloses: code-gw0\n',
      ['closes code-8vr0', 'closes code-gw0'],
    ],
    ['x\n\n- tidy up (closes code-ish)\n- Fixes: code-zru', ['closes code-ish', 'closes code-zru']],
    [
      'x\n\nRelated: code-bck\n\nunder `code-cnf`, (code-at4f + code-xgcg)',
      ['code-bck', 'code-cnf', 'code-at4f', 'code-xgcg'],
    ],
    ['x\n\ncode-level-1, code-24, code-review and code-layout', []],
    ['x\n\nRefs: code-oflt, code-muqi.', ['code-oflt', 'code-muqi']],
    ['x\n\nthe slow disk (code-oflt)', ['code-oflt']],
    ['x\n\nbeads code-oflt', ['code-oflt']],
    ['x\n\nCloses: code-oflt', ['closes code-oflt']],
  ])('%s', (message, expected) => {
    expect(trackers(message)).toEqual(expected)
  })

  it('take any expression, tried on single words', () => {
    expect(trackers('x\n\nOPS-12 and [WEB/7], not XOPS-12', ['OPS-\\d+', '[A-Z]+/\\d+'])).toEqual(['OPS-12', 'WEB/7'])
  })

  it('are those that records hold too, without any expression', () => {
    expect(trackers('the OPS-12 and code-oflt drop-in, not OPS-13', [], ['OPS-12', 'code-oflt'])).toEqual([
      'OPS-12',
      'code-oflt',
    ])
    // In prose these are other things.
    expect(trackers('12 payments', [], ['12', 'payments', 'a b'])).toEqual([])
    expect(idPatterns(['OPS-1', 'OPS-2', 'code-8vr0']).map(({ prefix }) => prefix)).toEqual(['OPS-', 'code-'])
  })

  it.each<[string, Record<string, boolean>]>([
    ['x\n\nFiled code-1q5 (blocks code-459) to add it.', { 'code-1q5': true, 'code-459': true }],
    ['x\n\nFollow-ups filed as code-2k6, code-k0d.', { 'code-2k6': true, 'code-k0d': true }],
    ['x\n\nFollow-ups:\n- code-a3j: alert\n\nCloses: code-a3j', { 'code-a3j': false }],
    ['x\n\nfollow-up: code-h2r; Addresses code-izl', { 'code-h2r': true, 'code-izl': false }],
  ])('%j: which are work of another commit', (message, expected) => {
    const found = parseCommitMessage(message).trackers.map(({ id, elsewhere }) => [id, elsewhere])
    expect(Object.fromEntries(found)).toEqual(expected)
  })

  it('are tried in a bounded number of ways', () => {
    const slow = ['a*a*a*a*b', '(a?){30}b', 'a?'.repeat(30), '(?:a|aa)'.repeat(30), '(a*){9}', '[a-z]*'.repeat(8)]
    for (const source of slow) expect(trackerPattern(source), source).toBeNull()
    const fine = [
      '[A-Z][A-Z0-9]+-\\d+',
      'OPS-\\d{1,6}',
      '(?:OPS|WEB|DB)-\\d+',
      '[a-z]+-[a-z]+-\\d+',
      '[*?+|]{2,4}',
      'a{',
    ]
    for (const source of fine.slice(0, -1)) expect(trackerPattern(source), source).not.toBeNull()
    expect(trackerPattern('a{')).toBeNull()
  })

  it('skip what is no expression or would take for ever', () => {
    expect(['(', '(a+)+', '((a|b)c)*', '(?:x*){2,}'].map(trackerPattern)).toEqual([null, null, null, null])
    expect(['(a+)?', '[(+]+', 'a{2}', '(?:[A-Z]+)-\\d+'].map((source) => trackerPattern(source) === null)).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(trackers('x\n\nOPS-12', ['(', 'OPS-\\d+'])).toEqual(['OPS-12'])
  })
})
