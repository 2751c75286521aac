import { describe, expect, it } from 'vitest'
import { parseCommitMessage } from '../../src/message/parse.ts'

function named(message: string): string[] {
  return parseCommitMessage(message).references.map(({ kind, target }) => `${kind} ${target}`)
}

describe('tags of the subject', () => {
  it.each<[string, string[]]>([
    ['fix: add alert [PM-2026-04-14]', ['tag PM-2026-04-14']],
    ['[2026-04-14-some-slug] add alert', ['tag 2026-04-14-some-slug']],
    ['fix: x [INC-7] [boot-storm#A1]', ['tag INC-7', 'tag boot-storm#A1']],
    ['fix: x [INC-7, PM-2026-04-14]', ['tag INC-7', 'tag PM-2026-04-14']],
    ['[ci skip] x', []],
    ['[docs] x', []],
    ['[1/3] x', []],
    ['[CVE-2026-1234] x', []],
    ['x\n\nNot [INC-7] in the body.', []],
  ])('%s', (message, expected) => {
    expect(named(message)).toEqual(expected)
  })
})

describe('documents and ids in prose', () => {
  it.each<[string, string[]]>([
    [
      'Full analysis in docs/post-mortems/2026-06-10-boot-storm.md.',
      ['document docs/post-mortems/2026-06-10-boot-storm.md'],
    ],
    ['See `2026-06-10-boot-storm.md`, please', ['document 2026-06-10-boot-storm.md']],
    [
      'incidents/outage.yaml#times and (postmortems/disk.html)',
      ['document incidents/outage.yaml', 'document postmortems/disk.html'],
    ],
    ['2026-06-10-boot-storm.md:12 says so', ['document 2026-06-10-boot-storm.md']],
    ['docs/post-mortems/README.md lists them', []],
    ['docs/plans/2026-06-10-new-disks.md', []],
    ['values.yaml and README.md', []],
    ['Part of 2026-06-10-boot-storm, really.', ['mention 2026-06-10-boot-storm']],
    ['Part of PM-2026-04-14 and boot-storm#A1.', ['mention PM-2026-04-14', 'mention boot-storm#A1']],
    ['2026-06-10#A2 is next', ['mention 2026-06-10#A2']],
    ['backup-2026-06-10.tar and 2026-05-17-070002', []],
    ['colour #A1 and issue #12', []],
    ['twice: INC 2026-06-10-boot-storm 2026-06-10-boot-storm', ['mention 2026-06-10-boot-storm']],
    ['> 2026-06-10-boot-storm', ['mention 2026-06-10-boot-storm']],
  ])('%s', (body, expected) => {
    expect(named(`x\n\n${body}\n\nThe end.\n`)).toEqual(expected)
  })

  it('says where it stands and that a quote does not count', () => {
    expect(parseCommitMessage('x\n\n> boot-storm#A1\n').references).toEqual([
      { kind: 'mention', target: 'boot-storm#A1', note: null, grade: 'quoted', line: 3 },
    ])
  })

  it('does not name twice what a trailer or tag names', () => {
    expect(named('fix: x [PM-2026-04-14]\n\nRemediates: 2026-06-10-boot-storm#A1\n')).toEqual([
      'tag PM-2026-04-14',
      'remediates 2026-06-10-boot-storm#A1',
    ])
  })

  it('reads other trailers and ours that are prose', () => {
    expect(named('x\n\nDocs: docs/post-mortems/disk.md\nIncident: see 2026-06-10-boot-storm\n')).toEqual([
      'document docs/post-mortems/disk.md',
      'mention 2026-06-10-boot-storm',
    ])
  })
})
