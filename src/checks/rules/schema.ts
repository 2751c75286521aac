import { oneOf, quoted } from '../../model/fields.ts'
import { severityOf } from '../../model/severity.ts'
import { actionTypes } from '../../model/words.ts'
import { ofEach, type Problem, type Rule } from '../rule.ts'

type Found = Omit<Problem, 'incident'>

/** What the schema asks and only the configuration or the rest of the record can answer. */
export const schema: Rule = {
  id: 'schema',
  says: 'A record, mortem.yaml or the baseline is not what its schema says: syntax, unknown keys, wrong values, ids that name nothing in the record.',
  example: {
    record: `id: 2026-06-10-boot-storm
title: Boot storm
severity: banana
actions:
  - id: A1
    title: Pin the tag
    addresses: [C7]
`,
    messages: [
      'severity: "banana" is not on the scale; expected SEV1, SEV2, SEV3, SEV4 or SEV5',
      'actions[0].addresses[0]: "C7" is not a cause of this record; it has none',
    ],
  },
  find: ofEach(({ record, file, document }, { config, ledger }) => {
    const found: Found[] = []
    const say = (path: Found['path'], message: string) =>
      found.push({ path, message: `${spoken(path)}: ${message}`, next: null })
    if (record.severity && !severityOf(record.severity, config.severities))
      say(
        ['severity'],
        `${quoted(record.severity)} is not on the scale; expected ${oneOf(config.severities.map(({ name }) => name))}`,
      )

    const folder = config.paths['post-mortems']
    const owner = ledger.incidents.find((other) => other.document === document)
    if ([`${folder}/README.md`, `${folder}/ACTION-ITEMS.md`].includes(document))
      say(['document'], `${document} is the index or the tracker; expected a file of its own`)
    else if (owner && owner.file !== file)
      say(['document'], `${document} belongs to ${owner.record.id} already; expected a file of its own`)
    const causes = record.causes.flatMap(({ id }) => id ?? [])
    const actions = record.actions.map(({ id }) => id)
    const types = [...actionTypes, ...config.types]
    const expect = (path: Found['path'], id: string | null, what: string, known: readonly string[]) => {
      if (id === null || known.includes(id)) return
      say(
        path,
        `${quoted(id)} is not ${what} of this record; ${known.length > 0 ? `expected ${oneOf(known)}` : 'it has none'}`,
      )
    }
    record.actions.forEach(({ type, addresses }, n) => {
      if (type && !types.includes(type))
        say(
          ['actions', n, 'type'],
          `${quoted(type)} is not a type; expected ${oneOf(types)}, or a word under types: in mortem.yaml`,
        )
      addresses.forEach((id, m) => {
        expect(['actions', n, 'addresses', m], id, 'a cause', causes)
      })
    })
    record['detection-gaps'].forEach(({ action }, n) => {
      expect(['detection-gaps', n, 'action'], action, 'an action', actions)
    })
    record.changes.forEach(({ action }, n) => {
      expect(['changes', n, 'action'], action, 'an action', actions)
    })
    record.public?.actions.forEach((id, n) => {
      expect(['public', 'actions', n], id, 'an action', actions)
    })
    return found
  }),
}

/** `actions[0].addresses[1]`, as the problems of reading name their place. */
function spoken(path: Found['path']): string {
  return path.map((name, at) => (typeof name === 'number' ? `[${name}]` : `${at > 0 ? '.' : ''}${name}`)).join('')
}
