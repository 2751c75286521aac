import { lacks } from '../lacks.ts'
import { ofEach, type Rule } from '../rule.ts'

export const incomplete: Rule = {
  id: 'incomplete',
  says: 'A resolved or closed incident lacks severity, start and end of impact or a summary; an action done another way or dropped does not say why.',
  example: {
    record: `id: 2026-06-10-boot-storm
title: Boot storm
status: resolved
severity: SEV2
times: { started: 2026-06-10T22:20:00Z, resolved: 2026-06-10T23:10:00Z }
`,
    messages: ['a resolved incident needs a summary: one paragraph that a stranger understands'],
  },
  find: ofEach(({ record }) => lacks(record)),
}
