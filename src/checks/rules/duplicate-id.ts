import type { Rule } from '../rule.ts'

/** Found where records are read (src/workspace/), because the second record never becomes part of the ledger. */
export const duplicateId: Rule = {
  id: 'duplicate-id',
  says: 'Two incidents, two actions or two causes of one record have the same id, as after a merge.',
  example: {
    record: `id: 2026-06-10-boot-storm
title: Boot storm
actions:
  - { id: A1, title: Pin the tag }
  - { id: A1, title: Raise the budget }
`,
    messages: [],
  },
  find: () => [],
}
