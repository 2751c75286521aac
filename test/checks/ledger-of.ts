/** The ledger of records without a history, and the findings that one rule or all have for it. */
import type { Example } from '../../src/checks/rule.ts'
import type { Locate } from '../../src/checks/run.ts'
import { buildLedger } from '../../src/ledger/build.ts'
import type { History } from '../../src/ledger/history.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { configSchema } from '../../src/model/config.ts'
import { readRecord } from '../../src/workspace/record.ts'
import { readStatuses } from '../../src/workspace/statuses.ts'
import { link } from '../documents/ledger-of.ts'

const nothing: History = {
  head: 'f'.repeat(40),
  headDate: Date.UTC(2026, 5, 20) / 1000,
  shallow: false,
  commits: async function* () {},
  changes: async () => new Map(),
  pathHistory: async () => [],
  mergeHistory: async () => [],

  blobs: async () => new Map(),
  tree: async () => new Map(),
  holding: async (words) => ({ paths: new Map(words.map((word) => [word, []])), unread: [] }),
  tags: async () => new Map(),
  objects: async () => new Map(),
  patchIds: async () => new Map(),
  lines: async () => new Map(),
}

export interface Checked {
  ledger: Ledger
  config: ReturnType<typeof configSchema.parse>
  locate: Locate
}

export async function checked(texts: readonly string[], config: unknown = {}): Promise<Checked> {
  const records = texts.map((text, n) => {
    const { record, problems } = readRecord(text, `post-mortems/${n}.yaml`)
    if (!record) throw new Error(problems.map(({ message }) => message).join('\n'))
    return record
  })
  const settings = configSchema.parse(config)
  const ledger = await buildLedger({
    records: records.map(({ file, incident, document }) => ({
      ...{ file, incident, document: document.file, documentText: null },
    })),
    loose: [],
    config: settings,
    history: nothing,
    readStatuses,
  })
  const locate: Locate = (id, path) => {
    const record = records.find(({ incident }) => incident.id === id)
    return record ? { ...record.locate([...path]), excerpt: record.excerpt([...path]) } : null
  }
  return { ledger, config: settings, locate }
}

/** The ledger of a rule's example: its records, with what it says of history laid over their actions. */
export async function exampleLedger({ record, history }: Example, config: unknown): Promise<Checked> {
  const context = await checked(record.split(/^---\n/m), config)
  const incidents = context.ledger.incidents.map((incident) => ({
    ...incident,
    actions: incident.actions.map((action) => {
      const { links, ...facts } = history?.actions[action.record.id] ?? {}
      return { ...action, ...facts, links: links?.map(link) ?? action.links }
    }),
  }))
  return { ...context, ledger: { ...context.ledger, incidents } }
}
