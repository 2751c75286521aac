import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommitFacts } from '../../src/message/facts.ts'
import { parseCommitMessage } from '../../src/message/parse.ts'

describe('a repair after an outage', () => {
  const facts = parseCommitMessage(`identity: harden what the cache rollout broke

The first rollout took sign-in down for forty minutes: the chart pin (4.1.2)
quietly moved the live image (4.1.5) back. All of it is written down in
docs/post-mortems/2026-03-02-identity-rollback-loop.md.

Hardening (each cause):
- values.yaml: pin the image to what runs, so that an
  apply can never go back
- pool.ini: close idle transactions after 5 minutes;
  pool.tf restarts the pods when it changes
- gateway: leave the annotations of other tools alone on
  web/worker deployments

Co-Authored-By: Grace Hopper <grace@example.org>
`)

  it('names the document it belongs to', () => {
    expect(facts.references).toEqual([
      {
        kind: 'document',
        target: 'docs/post-mortems/2026-03-02-identity-rollback-loop.md',
        note: null,
        grade: 'recovered',
        line: 5,
      },
    ])
  })

  it('says what was done in which file', () => {
    expect(facts.bullets.map(({ key, text, heading }) => ({ key, text, heading }))).toEqual([
      {
        key: 'values.yaml',
        text: 'pin the image to what runs, so that an apply can never go back',
        heading: 'Hardening (each cause)',
      },
      {
        key: 'pool.ini',
        text: 'close idle transactions after 5 minutes; pool.tf restarts the pods when it changes',
        heading: 'Hardening (each cause)',
      },
      {
        key: 'gateway',
        text: 'leave the annotations of other tools alone on web/worker deployments',
        heading: 'Hardening (each cause)',
      },
    ])
  })

  it('has a scope, a title and a co-author', () => {
    expect(facts.header).toEqual({
      type: null,
      scope: 'identity',
      breaking: false,
      text: 'harden what the cache rollout broke',
    })
    expect(facts.people).toEqual([{ role: 'co-authored-by', name: 'Grace Hopper', email: 'grace@example.org' }])
  })
})

describe('documentation that closes out a post-mortem', () => {
  const facts = parseCommitMessage(`docs/identity: describe the session store + close out 2026-02-11 items

Update \`notes/identity-state.md\`:
  - Add the validity of tokens to the table, with the
    warning that it is read once at start.
  - Replace the note on the old store.

Close out post-mortem \`2026-02-11-identity-disk-full.md\`:
  - P2 put-it-in-code: DONE.
  - P3 token_validity cut: DONE-alt (the other way round —
    raised to 4 weeks — since the new store made
    room).
  - P3 leave-the-embedded-proxy: WONTFIX (the store took
    the reason away).

`)

  it('gives every item its status and reason', () => {
    expect(facts.closeOuts).toEqual([
      {
        target: '2026-02-11-identity-disk-full.md',
        line: 8,
        items: [
          { text: 'put-it-in-code', priority: 'P2', status: 'done', reason: null, line: 9 },
          {
            text: 'token_validity cut',
            priority: 'P3',
            status: 'done-alt',
            reason: 'the other way round — raised to 4 weeks — since the new store made room',
            line: 10,
          },
          {
            text: 'leave-the-embedded-proxy',
            priority: 'P3',
            status: 'wont-do',
            reason: 'the store took the reason away',
            line: 13,
          },
        ],
      },
    ])
  })

  it('names the document and keeps all five list items', () => {
    expect(facts.references).toMatchObject([{ kind: 'document', target: '2026-02-11-identity-disk-full.md', line: 8 }])
    expect(facts.bullets).toHaveLength(5)
    expect(facts.header).toMatchObject({ type: null, scope: 'docs/identity' })
  })
})

it.each(['', '\n\n', '\uFEFF', '\0', '#', '# only\n# comments\n'])('survives %j', (message) => {
  expect(parseCommitMessage(message).trailers).toEqual([])
})

it('leaves control, bidi and replacement characters in the text', () => {
  const facts = parseCommitMessage('\uFEFFfix: a\u202Eb\u001b[31m\r\n\r\n\uFFFD\u0007 c\r\n')
  expect(facts.subject).toBe('fix: a\u202Eb\u001b[31m')
  expect(facts.body).toBe('\uFFFD\u0007 c')
})

/** Pieces of messages, in an order that nobody would write. */
const fragments = [
  'fix(x)!: y',
  'Revert "Revert "z""',
  'This reverts commit 97ccdbec97ccdbec97ccdbec97ccdbec97ccdbec.',
  'Remediates: 2026-06-10#A1, #A2 (half',
  'Remediates: boot-storm#A1 (note)',
  '  Retires: INC-7/AI-2',
  'Incident: pool full',
  'Caused-By: 97ccdbec ("x")',
  'Co-authored-by: A <a@b.c>',
  '(cherry picked from commit 97ccdbec)',
  '- values.yaml: pin',
  '    * `a.tf`, b — c',
  '1. [x] P2 z: DONE-alt (because',
  'Close out post-mortem `x.md`:',
  'Closes #12, !3 and code-8vr0',
  '[PM-2026-04-14] [ci skip] (#12)',
  'docs/post-mortems/2026-06-10-x.md',
  '```',
  '~~~~',
  '> quoted',
  '---------',
  '# ------------------------ >8 ------------------------',
  'Conflicts:',
  '\tfile',
  '',
  ' ',
  '\r',
  '\u00a0',
  '\uFEFF',
  '\0',
  'e\u0301',
]
const message = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 24 })
  .chain((parts) => fc.constantFrom('\n', '\r\n', '\n\n', ' ').map((glue) => parts.join(glue)))
const anything = fc.oneof(message, fc.string({ unit: 'binary', maxLength: 200 }))

describe('for any text', () => {
  it('keeps every character that is no whitespace', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { subject, body } = parseCommitMessage(text)
        expect(`${subject}${body}`.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
      { numRuns: 2000 },
    )
  })

  it('names only lines of the message', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const count = text.split('\n').length
        for (const line of linesOf(parseCommitMessage(text))) {
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(count)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('makes up no trailer value', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const squeezed = text.replace(/\s+/g, ' ')
        for (const { key, value } of parseCommitMessage(text).trailers) {
          expect(squeezed).toContain(key)
          expect(squeezed).toContain(value.replace(/\s+/g, ' '))
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('gives the same facts for any line end', () => {
    fc.assert(
      fc.property(message, (text) => {
        const unix = text.replaceAll('\r', '')
        expect(parseCommitMessage(unix.replaceAll('\n', '\r\n'))).toEqual(parseCommitMessage(unix))
      }),
    )
  })

  it('takes any options', () => {
    fc.assert(
      fc.property(message, fc.array(fc.string()), fc.string(), (text, trackers, remediates) => {
        parseCommitMessage(text, { trackers, remediates })
      }),
    )
  })
})

function linesOf(facts: CommitFacts): number[] {
  const parts = [facts.trailers, facts.references, facts.causes, facts.closeOuts, facts.bullets, facts.relations]
  const items = facts.closeOuts.flatMap((closeOut) => closeOut.items)
  return [...parts.flat(), ...items, ...facts.trackers].map(({ line }) => line)
}
