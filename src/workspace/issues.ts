/** What a schema says is wrong with a value → findings at the place in the YAML text. */
import type { z } from 'zod'
import { oneOf, quoted } from '../model/fields.ts'
import { byPlace, type Finding } from '../model/finding.ts'
import { nearest } from '../model/nearest.ts'
import { keysAt } from './keys.ts'
import { type Path, spanAt } from './place.ts'
import { errorAt } from './source.ts'
import { bestOf, type Issue } from './union.ts'
import type { YamlText } from './yaml.ts'

/** Findings of one file; a person repairs the first ones and runs again. */
const most = 200

/** One finding per issue, and one per unknown key, by place. */
export function schemaProblems(issues: readonly Issue[], schema: z.ZodType, yaml: YamlText): Finding[] {
  const found: Finding[] = []
  for (const issue of issues) {
    if (found.length >= most) break
    const best = bestOf(issue, schema)
    if (best.code !== 'unrecognized_keys') found.push(wrongValue(best, schema, yaml))
    else for (const key of best.keys.slice(0, most)) found.push(unknownKey(key, best.path as Path, schema, yaml))
  }
  return found.sort(byPlace)
}

/** `actions[2].priority`; a key that is no plain word is quoted: `impact["data loss"]`. */
export function spoken(path: Path): string {
  return path
    .map((name, at) => {
      if (typeof name === 'number') return `[${name}]`
      return /^[A-Za-z_][\w-]*$/.test(name) ? `${at > 0 ? '.' : ''}${name}` : `[${JSON.stringify(name)}]`
    })
    .join('')
}

function unknownKey(key: string, path: Path, schema: z.ZodType, yaml: YamlText): Finding {
  const known = keysAt(schema, path)
  const near = nearest(key, known)[0]
  const message = `${prefix(path)}unknown key "${key}"${near ? `; did you mean "${near}"?` : ''}`
  const next = near || known.length === 0 ? null : `Known keys here: ${known.join(', ')}`
  return errorAt(yaml.source, spanAt(yaml.document?.contents ?? null, [...path, key], 'key'), message, next)
}

function wrongValue(issue: Issue, schema: z.ZodType, yaml: YamlText): Finding {
  const path = issue.path as Path
  const contents = yaml.document?.contents ?? null
  const span = spanAt(contents, path, issue.code === 'invalid_key' ? 'key' : 'value')
  return errorAt(
    yaml.source,
    span,
    `${prefix(path)}${sentence(issue, valueAt(yaml.value, path), keysAt(schema, path))}`,
  )
}

/** The model's messages are predicates, most with the value in front; zod's own are put in the same words. */
function sentence(issue: Issue, value: unknown, keys: readonly string[]): string {
  if (issue.code === 'invalid_key') return `the key ${issue.issues[0]?.message ?? 'is not allowed'}`
  if (value === undefined || value === null) return `is ${value === null ? 'empty' : 'missing'}${expected(issue)}`
  if (issue.code === 'too_small') return `has too few entries; expected at least ${issue.minimum}`
  if (issue.code === 'invalid_type' && issue.expected === 'object')
    return `${shown(value)} is not a map; expected lines such as "${keys[0] ?? 'key'}: …"`
  if (issue.code === 'invalid_type' && typeof value === 'object') return `is a ${kindOf(value)}${expected(issue)}`
  if (/^(Invalid|Too) /.test(issue.message)) return `${shown(value)} is not allowed${expected(issue)}`
  if (!issue.message.startsWith('is ') || value === '' || blank(value)) return issue.message
  return `${shown(value)} ${issue.message}`
}

const kinds: Record<string, string> = {
  string: 'text',
  array: 'a list',
  object: 'a map with keys',
  record: 'a map with keys',
  boolean: 'true or false',
}

function expected(issue: Issue): string {
  if (issue.code === 'invalid_value') return `; expected ${oneOf(issue.values.map(String))}`
  if (issue.code === 'invalid_type') return `; expected ${kinds[issue.expected] ?? issue.expected}`
  const after = /; (expected .*)$/.exec(issue.message)?.[1]
  return after ? `; ${after}` : ''
}

function shown(value: unknown): string {
  if (typeof value === 'object') return `a ${kindOf(value)}`
  return typeof value === 'string' ? quoted(value) : String(value)
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : 'map'
}

function blank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === ''
}

function prefix(path: Path): string {
  return path.length === 0 ? '' : `${spoken(path)}: `
}

/** The value at a path; undefined when it is not there. */
export function valueAt(value: unknown, path: Path): unknown {
  let found = value
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = (found as Record<string | number, unknown>)[name]
  }
  return found
}
