/** Documents planned: what each file is, what it should say, and what filling it comes to. Nothing is written here. */
import { posix } from 'node:path'
import { actionItemsFile, renderActionItems } from '../documents/action-items.ts'
import type { DocumentContext } from '../documents/context.ts'
import { TemplateError } from '../documents/engine.ts'
import { indexFile, renderIndex } from '../documents/index-page.ts'
import { renderPostMortem } from '../documents/post-mortem.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Filled, fillDocument } from '../markdown/fill.ts'
import { documentLimit } from '../workspace/bytes.ts'
import { readFile } from '../workspace/files.ts'
import { readTemplates } from '../workspace/templates.ts'
import type { Workspace } from './load.ts'
import type { Project } from './project.ts'

/** One document that records and history make. */
export interface Target {
  file: string
  /** Written, but left out of git unless the configuration says otherwise. */
  built: boolean
  /** Made from all records, so that one that cannot be read would be missing from it. */
  ofAll: boolean
  /** False for the index: made from records alone, it names no history. */
  stamped: boolean
  render(ledger: Ledger): string
}

export interface Planned {
  target: Target
  existing: string | null
  filled: Filled
}

/** All documents, post-mortems by file, then the index and the tracker. @throws TemplateError, also on rendering */
export async function targetsOf({ root }: Project, { config, records }: Workspace): Promise<Target[]> {
  const { templates, problems } = await readTemplates(root, config)
  // The built-in one in its place would write over what the team's own one made.
  const [unread] = problems
  if (unread) throw new TemplateError(unread.file ?? config.paths.templates, unread.line ?? null, unread.message)
  const context: DocumentContext = {
    forge: config.forge,
    templates,
    config,
    link: (from, to) => posix.relative(posix.dirname(from), to),
  }
  const postMortems = records.map(
    ({ incident, document }): Target => ({
      file: document.file,
      built: false,
      ofAll: false,
      stamped: true,
      render(ledger) {
        const found = ledger.incidents.find(({ record }) => record.id === incident.id)
        if (!found) throw new Error(`the ledger has no ${incident.id}`)
        return renderPostMortem(ledger, found, context)
      },
    }),
  )
  const index = indexFile(context)
  const tracker = actionItemsFile(context)
  const taken = new Set([index, tracker])
  return [
    // A page written by hand as HTML has no regions that Markdown could fill.
    ...postMortems
      .filter(({ file }) => /\.(?:md|markdown|mdx)$/i.test(file))
      // Of records that name one document the first has it (`check` names the others), so that it does not change hands.
      .filter(({ file }) => !taken.has(file) && taken.add(file))
      .sort((a, b) => (a.file < b.file ? -1 : 1)),
    {
      file: index,
      built: config.documents.index === 'built',
      ofAll: true,
      stamped: false,
      render: (ledger) => renderIndex(ledger, context),
    },
    {
      file: tracker,
      built: config.documents.tracker === 'built',
      ofAll: true,
      stamped: true,
      render: (ledger) => renderActionItems(ledger, context),
    },
  ]
}

/** The commit that a document says it was built from: enough digits for any repository that a person has. */
export function stampFor(target: Target, { commit }: Ledger): string | null {
  return target.stamped && commit ? commit.slice(0, 12) : null
}

export async function planDocument({ root }: Project, target: Target, ledger: Ledger): Promise<Planned> {
  const { text: existing, problem } = readFile(root, target.file, documentLimit)
  // Not text, too large, a link that leads out: something is there, and it is not ours to write over.
  if (problem) {
    const problems = [{ line: problem.line ?? 1, message: problem.message }]
    return { target, existing: null, filled: { kind: 'broken', problems } }
  }
  return { target, existing, filled: fillDocument(existing, target.render(ledger), stampFor(target, ledger)) }
}
