/** The baseline's file as read: its entries, none when there is no file, and what is wrong with it. */
import { type Baseline, baselineSchema } from '../model/baseline.ts'
import type { Finding } from '../model/finding.ts'
import { documentLimit } from './bytes.ts'
import { readFile } from './files.ts'
import { schemaProblems } from './issues.ts'
import { readYaml } from './yaml.ts'

export interface ReadBaseline {
  baseline: Baseline
  /** Null when there is no such file, or one that cannot be read. */
  text: string | null
  problems: Finding[]
}

/** `file`: its path from the root, with `/`. Never throws for what it holds. */
export function readBaseline(root: string, file: string): ReadBaseline {
  const empty: Baseline = { schema: 1, findings: [] }
  const broken = (text: string | null, problems: readonly Finding[]): ReadBaseline => {
    const next = `Repair it, or remove it and run mortem check --update-baseline`
    return { baseline: empty, text, problems: problems.map((problem) => ({ ...problem, next })) }
  }
  const { text, problem } = readFile(root, file, documentLimit)
  if (text === null) return broken(text, problem ? [problem] : [])
  const parsed = baselineSchema.safeParse(fromJson(text))
  if (parsed.success) return { baseline: parsed.data, text, problems: [] }
  // JSON is YAML, and only the reader of YAML knows places.
  const yaml = readYaml(text, file)
  if (yaml.problems.length > 0) return broken(text, yaml.problems)
  const issues = baselineSchema.safeParse(withNumber(yaml.value)).error?.issues ?? parsed.error.issues
  return broken(text, schemaProblems(issues, baselineSchema, yaml))
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The reader of YAML leaves numbers as text, for the sake of hashes. */
function withNumber(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return 'schema' in value && value.schema === '1' ? { ...value, schema: 1 } : value
}
