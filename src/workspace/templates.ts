/** The built-in Handlebars templates, and those of the repository that replace them by file name. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Config } from '../model/config.ts'
import type { Finding } from '../model/finding.ts'
import { documentLimit } from './bytes.ts'
import { readFile } from './files.ts'
import { listFiles } from './listing.ts'
import { errorIn } from './source.ts'

export interface Template {
  text: string
  /** Path from the root of an override; of a built-in one its name in the package, `templates/post-mortem.md.hbs`. */
  file: string
}

export interface ReadTemplates {
  /** By file name: `post-mortem.md.hbs`. */
  templates: Map<string, Template>
  /** Overrides that cannot be read; the built-in one stands for them. */
  problems: Finding[]
}

/** The same two levels up from src/workspace/ and dist/workspace/. */
const builtIn = new URL('../../templates/', import.meta.url)

export async function readTemplates(
  root: string,
  config: Pick<Config, 'paths'>,
  shipped: URL = builtIn,
): Promise<ReadTemplates> {
  const templates = new Map<string, Template>()
  for (const name of readdirSync(shipped).filter(isTemplate).sort())
    templates.set(name, {
      text: readFileSync(fileURLToPath(new URL(name, shipped)), 'utf8'),
      file: `templates/${name}`,
    })
  const { files, refused } = listFiles(root, config.paths.templates)
  const problems = refused.map(({ file, reason }) => errorIn(file, reason))
  for (const file of files.filter(isTemplate)) {
    const { text, problem } = readFile(root, file, documentLimit)
    if (problem) problems.push(problem)
    if (text !== null) templates.set(file.slice(config.paths.templates.length + 1), { text, file })
  }
  return { templates, problems }
}

function isTemplate(name: string): boolean {
  return name.endsWith('.hbs')
}
