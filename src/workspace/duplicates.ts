/**
 * Ids that were given twice: over all records, and inside one after a merge. Read from the raw values, so that a record
 * with other problems is compared too.
 */
import type { Finding } from '../model/finding.ts'
import { nextId } from '../model/ids.ts'
import { spoken, valueAt } from './issues.ts'
import { type Path, spanAt } from './place.ts'
import type { ReadRecord } from './record.ts'
import { errorAt } from './source.ts'

/** Findings per record; one that was pasted twice is repaired from the top. */
const most = 20

interface Name {
  read: ReadRecord
  path: Path
  name: string
}

export function duplicateIds(read: readonly ReadRecord[]): Finding[] {
  return [
    ...sameIncident(read),
    ...read.flatMap((one) => [...sameWithin(one, 'actions', 'A'), ...sameWithin(one, 'causes', 'C')]),
  ]
}

/** Ids and aliases are compared without case, because macOS and Windows would make one file of two. */
function sameIncident(read: readonly ReadRecord[]): Finding[] {
  const first = new Map<string, Name>()
  return read.flatMap(names).flatMap((name) => {
    const before = first.get(name.name.toLowerCase())
    if (!before) first.set(name.name.toLowerCase(), name)
    if (!before || before.read === name.read) return []
    const what = before.path[0] === 'id' ? 'the id' : 'an alias'
    const { line } = placeOf(before)
    return [
      finding(
        name,
        `${spoken(name.path)}: "${name.name}" is also ${what} in ${before.read.file}:${line}`,
        'Ids and aliases are never used twice; give the newer incident another one',
      ),
    ]
  })
}

function sameWithin(read: ReadRecord, list: 'actions' | 'causes', letter: 'A' | 'C'): Finding[] {
  const items = valueAt(read.yaml.value, [list])
  if (!Array.isArray(items)) return []
  const all = items.flatMap((_, at): Name[] => textAt(read, [list, at, 'id']))
  const first = new Map<string, Name>()
  const again = all.filter((one) => {
    if (first.has(one.name)) return true
    first.set(one.name, one)
    return false
  })
  const free = nextId(letter, [...first.keys()])
  return again.slice(0, most).map((one) => {
    const lines = `on lines ${placeOf(first.get(one.name) ?? one).line} and ${placeOf(one).line}`
    const message = `${spoken(one.path)}: "${one.name}" is there twice, ${lines}`
    return finding(one, message, `Give the newer one the next free id, ${free}`)
  })
}

function names(read: ReadRecord): Name[] {
  const aliases = valueAt(read.yaml.value, ['aliases'])
  const paths = Array.isArray(aliases) ? aliases.map((_, at): Path => ['aliases', at]) : []
  return [['id'], ...paths].flatMap((path) => textAt(read, path))
}

function textAt(read: ReadRecord, path: Path): Name[] {
  const name = valueAt(read.yaml.value, path)
  return typeof name === 'string' && name !== '' ? [{ read, path, name }] : []
}

function placeOf({ read, path }: Name) {
  return read.yaml.source.lines.placeOf(spanAt(read.yaml.document?.contents ?? null, path).start)
}

function finding(name: Name, message: string, next: string): Finding {
  const { source, document } = name.read.yaml
  return errorAt(source, spanAt(document?.contents ?? null, name.path), message, next, 'duplicate-id')
}
