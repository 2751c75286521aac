import { describe, expect, it } from 'vitest'
import { parseCommitMessage } from '../../src/message/parse.ts'
import { trackerPattern } from '../../src/message/tracker-pattern.ts'

function trackers(message: string, patterns?: string[]): string[] {
  const facts = parseCommitMessage(message, patterns === undefined ? undefined : { trackers: patterns })
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
