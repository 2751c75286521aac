import { describe, expect, it } from 'vitest'
import { readBulletKey } from '../../src/message/bullet-key.ts'
import { parseCommitMessage } from '../../src/message/parse.ts'

describe('the key of a bullet', () => {
  it.each<[string, string, string]>([
    ['values.yaml: pin the image tag', 'values.yaml', 'pin the image tag'],
    ['`values.yaml`: pin', 'values.yaml', 'pin'],
    ['**values.yaml:** pin', 'values.yaml', 'pin'],
    ['traefik: drop a route: /x', 'traefik', 'drop a route: /x'],
    ['stacks/auth/values.yaml: pin', 'stacks/auth/values.yaml', 'pin'],
    ['a.tf, b.tf: pin', 'a.tf, b.tf', 'pin'],
    ['api.js + page.svelte: pin', 'api.js + page.svelte', 'pin'],
    ['stacks/x/keel.tf — list trimmed', 'stacks/x/keel.tf', 'list trimmed'],
    ['stacks/x/keel.tf - list trimmed', 'stacks/x/keel.tf', 'list trimmed'],
    ['imports.tf (new): the import block', 'imports.tf', '(new) the import block'],
    ['setup.sh step 5: drop it', 'setup.sh', 'step 5: drop it'],
    ['values.yaml:', 'values.yaml', ''],
  ])('%s', (bullet, key, text) => {
    expect(readBulletKey(bullet)).toEqual({ key, text })
  })

  it.each([
    'Long-term fix is late: wait',
    'NOTE: wait',
    'TODO: wait',
    'WARNING: wait',
    'Fix: wait',
    'fix(authentik): wait',
    'https://example.org/x: gone',
    'see https://example.org',
    'P2: wait',
    'at 10:40 it fell',
    'traefik - and others',
    'no colon here',
    'the tag was wrong; values.yaml said so: pin it',
  ])('none in: %s', (bullet) => {
    expect(readBulletKey(bullet)).toEqual({ key: null, text: bullet })
  })
})

describe('lists', () => {
  it('joins wrapped lines and knows the heading', () => {
    const message =
      'x\n\nHardening (all causes):\n- values.yaml: pin the tag\n  so that nothing falls back\n- traefik: drop it\n\nEnd.\n'
    expect(parseCommitMessage(message).bullets).toEqual([
      {
        key: 'values.yaml',
        text: 'pin the tag so that nothing falls back',
        heading: 'Hardening (all causes)',
        depth: 0,
        line: 4,
      },
      { key: 'traefik', text: 'drop it', heading: 'Hardening (all causes)', depth: 0, line: 6 },
    ])
  })

  it('knows every marker, depths and headings one blank line above', () => {
    const message = 'x\n\n**Changes:**\n\n* a\n  - b\n    + c\n  - d\n• e\n\nProse.\n\n1. f\n2) g\n'
    const { bullets } = parseCommitMessage(message)
    expect(bullets.map(({ text, depth, heading }) => `${depth} ${text} ${heading}`)).toEqual([
      '0 a Changes',
      '1 b Changes',
      '2 c Changes',
      '1 d Changes',
      '0 e Changes',
      '0 f null',
      '0 g null',
    ])
  })

  it('reads only the sentence in front of the list when the paragraph is wrapped', () => {
    const message = 'x\n\nIt fell over. The fix in\nthree parts:\n- a\n'
    expect(parseCommitMessage(message).bullets[0]?.heading).toBe('The fix in three parts')
  })

  it('takes no quoted lines, rules and trailers for items', () => {
    const message = 'x\n\n* * *\n---\n```\n- a\n```\n> - b\n- Remediates: INC-7#A1\n- c\n  Incident: INC-7\n\nEnd.\n'
    expect(parseCommitMessage(message).bullets.map(({ text }) => text)).toEqual(['c'])
  })
})
