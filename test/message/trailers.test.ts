import { afterAll, describe, expect, it } from 'vitest'
import { parseCommitMessage } from '../../src/message/parse.ts'
import { forms } from './forms.ts'
import { Oracle } from './git.ts'

const git = new Oracle()
afterAll(() => git.remove())

/** Canonical trailers as git prints them. */
function canonical(message: string): string[] {
  const { trailers } = parseCommitMessage(message)
  return trailers.filter(({ grade }) => grade === 'canonical').map(({ key, value }) => `${key}: ${value}`)
}

describe('a trailer in the fifteen forms a message takes', () => {
  it.each(forms)('$name: $grade', ({ message, grade, value = 'INC-7/AI-2' }) => {
    const ours = parseCommitMessage(message).trailers.filter(({ key }) => key === 'Remediates')
    expect(ours).toEqual([{ key: 'Remediates', value, grade, line: expect.any(Number) }])
    expect(message.split('\n')[(ours[0]?.line ?? 0) - 1]).toContain('Remediates:')
  })

  it.each(forms)('$name: canonical is what git itself sees', ({ message }) => {
    expect(canonical(message)).toEqual(git.trailers(git.commit(message)))
  })

  it.each(forms)('$name: the subject is git’s', ({ message }) => {
    expect(parseCommitMessage(message).subject).toBe(git.subject(git.commit(message)))
  })

  it.each(forms)('$name: the reference is the same with CRLF line ends', ({ message }) => {
    const facts = parseCommitMessage(message.replaceAll('\n', '\r\n'))
    expect(facts.references).toEqual(parseCommitMessage(message).references)
  })
})

describe('git’s own rules for the last paragraph', () => {
  it.each([
    ['no space behind the colon', 'x\n\nRemediates:INC-7\n'],
    ['a key in lower case', 'x\n\nremediates: INC-7\n'],
    ['a space before the colon', 'x\n\nRemediates : INC-7\n'],
    ['any key when all lines are trailers', 'x\n\nVerified: by hand\nNet: minus one disk\n'],
    ['one line of prose and a key nobody configured', 'x\n\nVerified: by hand\nand more words\n'],
    ['one trailer among four other lines', 'x\n\na\nb\nc\nd\nIncident: INC-7\n'],
    ['one trailer among three other lines', 'x\n\na\nb\nc\nIncident: INC-7\n'],
    ['Signed-off-by opens the quarter rule too', 'x\n\nwords\nNote: this\nSigned-off-by: A <a@b>\n'],
    ['the subject paragraph holds no trailers', 'x\nRemediates: INC-7\n'],
    ['a message of one paragraph of trailers', 'Incident: INC-7\nRemediates: INC-7\n'],
    ['comment lines are passed over', 'x\n\nIncident: INC-7\n# note\nRemediates: INC-8\n'],
    ['a comment behind the block', 'x\n\nIncident: INC-7\n\n# note\n'],
    ['an old Conflicts: block', 'x\n\nIncident: INC-7\n\nConflicts:\n\tvalues.yaml\n'],
    ['a folded line behind prose', 'x\n\nIncident: INC-7\nprose\n  folded\n'],
    ['a folded line first', 'x\n\n  folded\nIncident: INC-7\n'],
    ['many folded lines', 'x\n\nIncident: INC-7,\n\tINC-8,\n   INC-9\nRetires: INC-1\n'],
    ['an empty value', 'x\n\nIncident:\nRetires: INC-1\n'],
    ['blank lines at the end', 'x\n\nIncident: INC-7\n\n\n  \n'],
    ['blank lines in front', '\n\nx\n\nIncident: INC-7\n'],
    ['below the scissors', 'x\n\nIncident: INC-7\n\n# ------------------------ >8 ------------------------\ndiff\n'],
    ['CRLF', 'x\r\n\r\nIncident: INC-7\r\n'],
  ])('%s', (_, message) => {
    // Git prints a configured key as configured, and nothing behind the colon of an empty value.
    const normal = (line: string): string => line.trim().replace(/^remediates/, 'Remediates')
    expect(canonical(message).map(normal)).toEqual(git.trailers(git.commit(message)).map(normal))
  })
})

describe('quoted trailers are listed and never count', () => {
  it.each([
    ['in a fence', 'docs: explain\n\n```\nRemediates: boot-storm#A1\n```\n'],
    ['in a fence of tildes, the last paragraph', 'docs: explain\n\n~~~text\nRemediates: boot-storm#A1\n~~~\n'],
    ['in a quote', 'docs: explain\n\n> Remediates: boot-storm#A1\n'],
    ['below the scissors', 'x\n\n# ------------------------ >8 ------------------------\n+Remediates: boot-storm#A1\n'],
    [
      'below scissors of another comment character',
      'x\n\n; ------------------------ >8 ------------------------\n\nRemediates: boot-storm#A1\n',
    ],
    ['indented in a revert', 'Revert "fix: pin"\n\nIt broke.\n\n    fix: pin\n\n    Remediates: boot-storm#A1\n'],
    [
      'behind "Original commit message:" in a revert',
      'Back out the pin\n\nOriginal commit message:\n\nfix: pin\n\nRemediates: boot-storm#A1\n',
    ],
  ])('%s', (_, message) => {
    const { trailers, references } = parseCommitMessage(message)
    expect(trailers.map(({ value, grade }) => [value, grade])).toEqual([['boot-storm#A1', 'quoted']])
    expect(references).toMatchObject([{ kind: 'remediates', target: 'boot-storm#A1', grade: 'quoted' }])
  })

  it('keeps what the author writes below a quoted original', () => {
    const message = 'Revert "fix: pin"\n\nOriginal message:\n> Remediates: boot-storm#A1\n\nIncident: INC-7\n'
    expect(parseCommitMessage(message).trailers.map(({ value, grade }) => [value, grade])).toEqual([
      ['boot-storm#A1', 'quoted'],
      ['INC-7', 'canonical'],
    ])
  })

  it('takes a fence that nobody closes for text', () => {
    const message = 'fix: pin\n\n```\nsome code\n\nRemediates: boot-storm#A1\n'
    expect(parseCommitMessage(message).trailers).toMatchObject([{ grade: 'canonical' }])
  })
})

describe('recovered trailers', () => {
  it('are found in a list item and behind any indent', () => {
    const message = 'Squash\n\n- Remediates: INC-7#A1\n\n      Retires: INC-8#A1 (gone)\n\nThe end.\n'
    expect(parseCommitMessage(message).references).toMatchObject([
      { kind: 'remediates', target: 'INC-7#A1', grade: 'recovered', line: 3 },
      { kind: 'retires', target: 'INC-8#A1', note: 'gone', grade: 'recovered', line: 5 },
    ])
  })

  it('fold, but only as far as the value still reads', () => {
    const message =
      'Squash\n\n  Remediates: INC-7#A1,\n    INC-7#A2\n  Incident: INC-7\n    and then some words\n\nEnd.\n'
    expect(parseCommitMessage(message).trailers).toMatchObject([
      { key: 'Remediates', value: 'INC-7#A1, INC-7#A2' },
      { key: 'Incident', value: 'INC-7' },
    ])
  })

  it('do not count as prose', () => {
    expect(parseCommitMessage('x\n\nIncident: resolved by restart\n\nThe end.\n').trailers).toEqual([])
  })
})

it('takes other keys', () => {
  const facts = parseCommitMessage('x\n\nTackles: boot-storm#A1\n', { remediates: 'tackles' })
  expect(facts.references).toMatchObject([{ kind: 'remediates', target: 'boot-storm#A1', grade: 'canonical' }])
})
