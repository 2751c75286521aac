/** The ledger of records without a history, and the findings that one rule or all have for it. */
import type { Locate } from '../../src/checks/run.ts'
import { buildLedger } from '../../src/ledger/build.ts'
import type { History } from '../../src/ledger/history.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { configSchema } from '../../src/model/config.ts'
import { readRecord } from '../../src/workspace/record.ts'
import { readStatuses } from '../../src/workspace/statuses.ts'

const nothing: History = {
  head: 'f'.repeat(40),
  headDate: Date.UTC(2026, 5, 20) / 1000,
  shallow: false,
  commits: async function* () {},
  changes: async () => new Map(),
  pathHistory: async () => [],
  blobs: async () => new Map(),
  tree: async () => new Map(),
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
