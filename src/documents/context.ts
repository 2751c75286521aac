/** What a document needs besides the ledger. All of it is passed in: rendering looks at nothing else. */
import type { Config, Forge } from '../model/config.ts'

export interface TemplateSource {
  text: string
  /** Where it came from, for messages. */
  file: string
}

/** By file name (`post-mortem.md.hbs`): the built-in one, or the override of the repository. */
export type Templates = ReadonlyMap<string, TemplateSource>

export interface DocumentContext {
  /** Where commits can be looked at; null shows hashes without links. */
  forge: Forge | null
  templates: Templates
  config: Config
  /** The address of one file from another, both as paths from the root. */
  link: (from: string, to: string) => string
}
