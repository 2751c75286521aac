/** One incident record: its text, what it says, and where each thing stands in it. */
import type { Finding } from '../model/finding.ts'
import { type Incident, incidentSchema } from '../model/incident.ts'
import { excerpt } from './excerpt.ts'
import { schemaProblems } from './issues.ts'
import type { Place } from './lines.ts'
import { type Path, spanAt } from './place.ts'
import { errorAt, errorIn } from './source.ts'
import { readYaml, type YamlText } from './yaml.ts'

export interface RecordFile {
  /** Path from the root with `/`. */
  file: string
  text: string
  incident: Incident
  /** The post-mortem of the record: `document:`, else the Markdown beside it; the text is null when there is none. */
  document: { file: string; text: string | null }
  /** Where a value stands; for what is not there, what encloses it. */
  locate(path: Path): Place
  /** The source line of a place with carets under it, as findings carry it. */
  excerpt(path: Path): string
}

/** A record that was read, and one that was not: `record` is null when there are problems. */
export interface ReadRecord {
  file: string
  yaml: YamlText
  record: RecordFile | null
  problems: Finding[]
}

/** Reads the text of a record. The document's text is not read here. */
export function readRecord(text: string, file: string): ReadRecord {
  const yaml = readYaml(text, file)
  const failed = (problems: Finding[]): ReadRecord => ({ file, yaml, record: null, problems })
  if (yaml.problems.length > 0) return failed(yaml.problems)
  if (yaml.value === null)
    return failed([errorIn(file, 'is empty; expected a record with id and title', 'Write it, or delete the file')])
  const stray = notARecord(yaml)
  if (stray) return failed([stray])
  const parsed = incidentSchema.safeParse(yaml.value)
  if (!parsed.success) return failed(schemaProblems(parsed.error.issues, incidentSchema, yaml))
  return { file, yaml, record: recordFile(yaml, parsed.data), problems: [] }
}

/** The post-mortem of a record: `document:`, else the Markdown file beside it. */
export function documentOf(file: string, incident: Pick<Incident, 'document'>): string {
  return incident.document ?? file.replace(/\.ya?ml$/i, '.md')
}

function recordFile(yaml: YamlText, incident: Incident): RecordFile {
  const { file, text, lines } = yaml.source
  const span = (path: Path) => spanAt(yaml.document?.contents ?? null, path)
  return {
    file,
    text,
    incident,
    document: { file: documentOf(file, incident), text: null },
    locate: (path) => lines.placeOf(span(path).start),
    excerpt: (path) => excerpt(lines, span(path)),
  }
}

/** A YAML file that was never meant to be a record gets one finding instead of one for each of its keys. */
function notARecord(yaml: YamlText): Finding | null {
  const { value } = yaml
  const place = spanAt(yaml.document?.contents ?? null, [])
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isMap) {
    const kind = Array.isArray(value) ? 'a list' : 'text'
    return errorAt(yaml.source, place, `is ${kind}; expected a record with id and title`)
  }
  if ('id' in value || 'title' in value) return null
  const kind =
    'kind' in value && ['runbook', 'checklist', 'validation'].includes(String(value.kind)) ? value.kind : null
  return errorAt(
    yaml.source,
    place,
    kind ? `is a ${kind}; expected an incident record` : 'is not an incident record: it has neither id nor title',
    kind
      ? 'Move it to the folder of the runbooks'
      : 'Give it an id and a title, or move it out of the folder of the records',
  )
}
