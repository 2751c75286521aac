/** A record is found by its file's name, so that has to be its id. */
import { fileName } from '../model/file-name.ts'
import type { Finding } from '../model/finding.ts'
import { incidentIdProblem } from '../model/ids.ts'
import { spanAt } from './place.ts'
import type { ReadRecord } from './record.ts'
import { errorAt } from './source.ts'

export function misnamed({ file, yaml, record }: ReadRecord): Finding[] {
  if (!record) return []
  const { id } = record.incident
  const name = fileName(file)
  const [stem, extension] = [name.replace(/\.ya?ml$/i, ''), /\.ya?ml$/i.exec(name)?.[0].toLowerCase() ?? '.yaml']
  if (stem === id) return []
  const wanted = `${file.slice(0, file.length - name.length)}${id}${extension}`
  const other = incidentIdProblem(stem) ? '' : `; or write id: ${stem} and keep ${id} under aliases`
  return [
    errorAt(
      yaml.source,
      spanAt(yaml.document?.contents ?? null, ['id']),
      `id: "${id}" is not the name of the file; expected "${stem}"`,
      `Rename the file to ${wanted}${other}`,
    ),
  ]
}
