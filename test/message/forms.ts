/** One way in which a commit message carries `Remediates: INC-7/AI-2`. */
export interface Form {
  name: string
  message: string
  /** What `git log --format=%(trailers)` sees once `trailer.remediates.key` is set. */
  grade: 'canonical' | 'recovered'
  value?: string
}

const value = 'INC-7/AI-2'
const trailer = `Remediates: ${value}`

/** The fifteen forms that a message takes through commits, squashes, picks and forges. */
export const forms: readonly Form[] = [
  { name: 'last paragraph', grade: 'canonical', message: `fix: pin the tag\n\nWhy.\n\n${trailer}\n` },
  {
    name: 'two trailer paragraphs',
    grade: 'recovered',
    message: `fix: pin the tag\n\n${trailer}\n\nSigned-off-by: Ada <ada@example.org>\n`,
  },
  {
    name: 'beside BREAKING CHANGE:',
    grade: 'canonical',
    message: `feat!: new store\n\nText.\n\nBREAKING CHANGE: sessions end\n${trailer}\n`,
  },
  {
    name: 'GitHub rule, then Co-authored-by',
    grade: 'recovered',
    message: `fix: pin (#12)\n\n${trailer}\n\n---------\n\nCo-authored-by: Ada <ada@example.org>\n`,
  },
  {
    name: 'GitHub squash bullets',
    grade: 'recovered',
    message: `Pin the tag (#12)\n\n* fix: pin\n\n  ${trailer}\n\n* test: cover it\n\n  More words.\n`,
  },
  {
    name: 'git merge --squash',
    grade: 'recovered',
    message:
      'Squashed commit of the following:\n\ncommit 97ccdbec97ccdbec97ccdbec97ccdbec97ccdbec\n' +
      `Author: Ada <ada@example.org>\nDate:   Mon Jan 1 00:00:00 2024 +0000\n\n    fix: pin\n    \n    ${trailer}\n`,
  },
  {
    name: 'rebase -i squash',
    grade: 'recovered',
    message: `fix: pin\n\n${trailer}\n\ntest: cover it\n\nMore words here.\n`,
  },
  { name: 'plain subject', grade: 'canonical', message: `Pin the tag\n\n${trailer}\n` },
  {
    name: 'prose in the same paragraph',
    grade: 'canonical',
    message: `fix: pin\n\nSome words about it\nthat go on for\nthree lines.\n${trailer}\n`,
  },
  {
    name: '--- line in the body',
    grade: 'canonical',
    message: `fix: pin\n\nBefore\n\n---\n\nAfter\n\n${trailer}\n`,
  },
  {
    name: 'folded value',
    grade: 'canonical',
    message: 'fix: pin\n\nRemediates: INC-7/AI-2,\n  INC-7/AI-3\n',
    value: 'INC-7/AI-2, INC-7/AI-3',
  },
  {
    name: 'then (cherry picked from commit …)',
    grade: 'canonical',
    message: `fix: pin\n\n${trailer}\n(cherry picked from commit 97ccdbec97ccdbec97ccdbec97ccdbec97ccdbec)\n`,
  },
  {
    name: 'git revert and a trailer',
    grade: 'canonical',
    message: `Revert "fix: pin"\n\nThis reverts commit 97ccdbec97ccdbec97ccdbec97ccdbec97ccdbec.\n\n${trailer}\n`,
  },
  {
    name: 'several ids on one line',
    grade: 'canonical',
    message: 'fix: pin\n\nRemediates: INC-7/AI-2, INC-7/AI-3 (half) and boot-storm#A1\n',
    value: 'INC-7/AI-2, INC-7/AI-3 (half) and boot-storm#A1',
  },
  { name: 'no blank line after the subject', grade: 'recovered', message: `fix: pin\n${trailer}\n` },
]
