/** What templates can call. The comment at the top of each built-in template explains them to who overrides it. */
import type { HelperOptions } from 'handlebars'
import { Block, list } from '../markdown/block.ts'
import { endMarker, isRegionName, startMarker } from '../markdown/markers.ts'
import { Phrase } from '../markdown/phrase.ts'
import { table } from '../markdown/table.ts'

/** A template uses a helper wrongly. */
export class TemplateFault extends Error {
  readonly line: number | null

  constructor(message: string, options: unknown) {
    super(message)
    this.line = (options as { loc?: { start?: { line?: number } } } | null)?.loc?.start?.line ?? null
  }
}

type Row = Readonly<Record<string, unknown>>

export const helpers = {
  /** {{#region "name"}} … {{/region}}: what `build` may renew. It stays, empty, when there is nothing to say. */
  region(this: unknown, ...args: unknown[]): string {
    const options = args.pop() as HelperOptions
    const [name] = args
    if (typeof name !== 'string' || !isRegionName(name))
      throw new TemplateFault('region needs a name of lower-case letters, digits and hyphens', options)
    // A block that is one value and nothing else comes as that value.
    const body = String(options.fn(this))
      .replace(/^(?:[ \t]*\r?\n)+/, '')
      .trimEnd()
    return `${startMarker(name)}\n${body === '' ? '' : `\n${body}\n\n`}${endMarker(name)}\n`
  },

  /** {{table rows "Head" "field" "Head" "field" …}}: a column that is empty in every row is left out. */
  table(...args: unknown[]): string {
    const options = args.pop()
    const [rows, ...pairs] = args
    if (!Array.isArray(rows) || pairs.length === 0 || pairs.length % 2 !== 0)
      throw new TemplateFault('table needs rows, then a head and a field per column', options)
    const heads = pairs.filter((_, i) => i % 2 === 0).map((head) => asPhrase(head, options))
    const fields = pairs.filter((_, i) => i % 2 === 1).map(String)
    return table(
      heads,
      rows.map((row: Row) => fields.map((field) => cell(row, field, options))),
    ).toString()
  },

  /** {{pairs rows}}: two columns, name and value; the first row is the head. */
  pairs(...args: unknown[]): string {
    const options = args.pop()
    const [rows] = args
    if (!Array.isArray(rows)) throw new TemplateFault('pairs needs rows with name and value', options)
    const [head = [], ...body] = rows.map((row: Row) => [cell(row, 'name', options), cell(row, 'value', options)])
    return table(
      head.map((part) => part ?? Phrase.empty),
      body,
    ).toString()
  },

  /** {{list items}}: a line per item. */
  list(...args: unknown[]): string {
    const options = args.pop()
    const [items] = args
    if (!Array.isArray(items)) throw new TemplateFault('list needs a list', options)
    return list(items.map((item) => (item instanceof Block ? item : asPhrase(item, options)))).toString()
  },
}

function cell(row: Row, field: string, options: unknown): Phrase | null {
  if (!Object.hasOwn(row, field))
    throw new TemplateFault(`rows have no field "${field}"; they have ${Object.keys(row).join(', ')}`, options)
  const value = row[field]
  return value === null || value === undefined ? null : asPhrase(value, options)
}

/** Strings here are the template's own words. */
function asPhrase(value: unknown, options: unknown): Phrase {
  if (value instanceof Phrase) return value
  if (typeof value === 'string' || typeof value === 'number') return Phrase.text(String(value))
  throw new TemplateFault('a cell or item must be a phrase', options)
}
