import { expect, test } from 'vitest'
import { readStatuses } from '../../src/workspace/statuses.ts'

test.each<[text: string, statuses: [string, string][]]>([
  [
    'actions:\n- {id: A1, status: done}\n- {id: A2}\n- {id: A3, status: later}\n- {status: done}\n',
    [
      ['A1', 'done'],
      ['A2', 'todo'],
    ],
  ],
  ['sevrity: x\nactions: [{id: A1, status: wont-do, foo: bar}]\n', [['A1', 'wont-do']]],
  ['actions:\n- {id: A1, status: done}\n- "x', [['A1', 'done']]],
  ['<<<<<<< HEAD\n', []],
  ['actions: x\n', []],
  ['', []],
])('%j', (text, statuses) => {
  expect([...readStatuses(text)]).toEqual(statuses)
})
