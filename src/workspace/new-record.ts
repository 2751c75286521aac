/** The text of a new record. */
import { recordOrder } from './keys.ts'
import { mapLines, type Value } from './render.ts'
import { plainStyle } from './style.ts'

/** Keys in the schema's order. `schema`: the URL or path that editors check the record against while it is written. */
export function newRecord(value: { readonly [key: string]: Value }, schema?: string): string {
  const lines = mapLines(value, [], recordOrder, plainStyle, 0)
  return `${[...(schema ? [`# yaml-language-server: $schema=${schema}`] : []), ...lines].join('\n')}\n`
}
