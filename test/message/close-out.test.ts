import { describe, expect, it } from 'vitest'
import { parseCommitMessage } from '../../src/message/parse.ts'

describe('the heading of a close-out block', () => {
  it.each<[string, string | null]>([
    ['Close out post-mortem `2026-04-18-disk.md`:', '2026-04-18-disk.md'],
    ['Closes out disk-full:', 'disk-full'],
    ['Close out the post-mortem disk-full:', 'disk-full'],
    ['Close-out of 2026-04-18 items:', '2026-04-18'],
    ['Closing out docs/post-mortems/disk.md (all items):', 'docs/post-mortems/disk.md'],
    ['Closed out PM-2026-04-14:', 'PM-2026-04-14'],
    ['Close out the rest of\nthe items of INC-7:', 'INC-7'],
    ['## Close-out', null],
    ['Closing out what is left:', null],
  ])('%s', (heading, target) => {
    const { closeOuts } = parseCommitMessage(`docs: x\n\n${heading}\n- P2 alert: DONE\n`)
    expect(closeOuts).toMatchObject([{ target, line: 3 }])
  })

  it.each(['Close out x', 'We close out x:', 'Closes: x:', 'Close the valve:'])('not %s', (heading) => {
    expect(parseCommitMessage(`docs: x\n\n${heading}\n- P2 alert: DONE\n`).closeOuts).toEqual([])
  })
})

describe('its items', () => {
  it.each<[string, string, string | null, string, string | null]>([
    ['P2 codify: DONE.', 'codify', 'P2', 'done', null],
    ['x: DONE — the alert fires', 'x', null, 'done', 'the alert fires'],
    [
      'P3 cut the validity: DONE-alt (storage (now) is moot).',
      'cut the validity',
      'P3',
      'done-alt',
      'storage (now) is moot',
    ],
    ['move it: done another way, by hand', 'move it', null, 'done-alt', 'by hand'],
    ["[P1] drop the node: won't do (needed)", 'drop the node', 'P1', 'wont-do', 'needed'],
    ['drop the node: WONTFIX', 'drop the node', null, 'wont-do', null],
    ['drop the node — dropped: too dear', 'drop the node', null, 'wont-do', 'too dear'],
    ['runbook: in progress', 'runbook', null, 'in-progress', null],
    ['runbook: WIP (half)', 'runbook', null, 'in-progress', 'half'],
    ['runbook: deferred to July', 'runbook', null, 'todo', 'to July'],
    ['A1: open', 'A1', null, 'todo', null],
    ['[x] P1 add alert', 'add alert', 'P1', 'done', null],
    ['[ ] P1 add alert', 'add alert', 'P1', 'todo', null],
    ['✅ add alert', 'add alert', null, 'done', null],
    ['add alert: ✅', 'add alert', null, 'done', null],
    ['DONE: add alert', 'add alert', null, 'done', null],
    ['**P1** add alert: **DONE**', 'add alert', 'P1', 'done', null],
  ])('- %s', (item, text, priority, status, reason) => {
    const { closeOuts } = parseCommitMessage(`docs: x\n\nClose out INC-7:\n\n  - ${item}\n`)
    expect(closeOuts).toEqual([{ target: 'INC-7', line: 3, items: [{ text, priority, status, reason, line: 5 }] }])
  })

  it('joins wrapped lines and leaves items without a status word to the bullets', () => {
    const message =
      'docs: x\n\nClose out INC-7:\n  - cut the validity: DONE-alt (the opposite,\n    since storage\n    is moot).\n' +
      '  - values.yaml: pin it\n\nLater:\n- y: DONE\n'
    const { closeOuts, bullets } = parseCommitMessage(message)
    expect(closeOuts.flatMap(({ items }) => items)).toMatchObject([
      { text: 'cut the validity', status: 'done-alt', reason: 'the opposite, since storage is moot' },
    ])
    expect(bullets).toHaveLength(3)
  })
})

it('the heading can be the subject itself, with or without a blank line below it', () => {
  for (const gap of ['', '\n']) {
    const { closeOuts } = parseCommitMessage(
      `Close out post-mortem \`x.md\`:\n${gap}- P3 reduce validity: DONE-alt (storage is moot)\n`,
    )
    expect(closeOuts).toMatchObject([
      {
        target: 'x.md',
        items: [{ priority: 'P3', text: 'reduce validity', status: 'done-alt', reason: 'storage is moot' }],
      },
    ])
  }
})
