/** `mortem.yaml` as read: its values, or the defaults. */
import { type Config, configSchema } from '../model/config.ts'
import type { Finding } from '../model/finding.ts'
import { recordLimit } from './bytes.ts'
import { readFile } from './files.ts'
import { schemaProblems } from './issues.ts'
import { configName } from './root.ts'
import { readYaml } from './yaml.ts'

export interface ReadConfig {
  /** The defaults when there is no configuration, or one with problems. */
  config: Config
  problems: Finding[]
  /** Null when there is no such file, or one that cannot be read. */
  text: string | null
}

export async function readConfig(root: string): Promise<ReadConfig> {
  const defaults = configSchema.parse({})
  const { text, problem } = readFile(root, configName, recordLimit)
  if (text === null) return { config: defaults, problems: problem ? [problem] : [], text }
  const yaml = readYaml(text, configName)
  if (yaml.problems.length > 0) return { config: defaults, problems: yaml.problems, text }
  const parsed = configSchema.safeParse(yaml.value ?? {})
  if (parsed.success) return { config: parsed.data, problems: [], text }
  return { config: defaults, problems: schemaProblems(parsed.error.issues, configSchema, yaml), text }
}
