/** What a run reads, as the list that src/workspace/fingerprint.ts digests. */
import type { Config } from '../model/config.ts'
import type { RecordFile } from './record.ts'
import { configName } from './root.ts'

/** Files and folders, paths from the root: configuration, records, runbooks, templates, baseline, documents elsewhere. */
export function watched(config: Pick<Config, 'paths' | 'baseline'>, records: readonly RecordFile[]): string[] {
  const { paths } = config
  const folders = [paths['post-mortems'], paths.runbooks, paths.templates]
  const documents = records
    .map((record) => record.document.file)
    .filter((file) => !folders.some((folder) => file.startsWith(`${folder}/`)))
  return [...new Set([configName, config.baseline, ...folders, ...documents])].sort()
}
