/** A YAML text as a value, and everything that is wrong with it as YAML. */
import type { Document } from 'yaml'
import type { Finding } from '../model/finding.ts'
import { recordLimit, sizeProblem } from './bytes.ts'
import { conflictIn } from './conflict.ts'
import { parseYaml } from './parse.ts'
import { errorAt, errorIn, type Source, sourceOf } from './source.ts'
import { plainValue } from './value.ts'
import { syntaxProblems } from './yaml-problems.ts'

export interface YamlText {
  source: Source
  /** Null when the text could not be read as YAML at all. */
  document: Document.Parsed | null
  /** Text, booleans, null, lists and maps; only to be trusted when there are no problems. */
  value: unknown
  problems: Finding[]
}

/** What YAML 1.2 does not let stand unescaped: control characters, and half of a surrogate pair. */
const unprintable = /(?![\t\n\r\u0085])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u

/** Reads a text of at most 1 MiB; never throws on any text. `file` is the path that findings name. */
export function readYaml(text: string, file: string): YamlText {
  if (text.length > recordLimit) return refused(file, sizeProblem(text.length, recordLimit))
  const source = sourceOf(file, text)
  const unread = (problem: Finding): YamlText => ({ source, document: null, value: null, problems: [problem] })
  const conflict = conflictIn(source)
  if (conflict) return unread(conflict)
  const control = unprintable.exec(text)
  if (control) {
    const code = (control[0].codePointAt(0) as number).toString(16)
    const next = `Remove it, or write it as "\\u${code.padStart(4, '0')}" in double quotes`
    return unread(
      errorAt(
        source,
        { start: control.index, end: control.index + 1 },
        `holds the control character \\u{${code}}`,
        next,
      ),
    )
  }
  const { document, errors, refused: excess, second } = parseYaml(text)
  if (excess) {
    const next = 'Move logs and other evidence to files of their own'
    return unread(errorAt(source, { start: excess.offset, end: excess.offset + 1 }, excess.problem, next))
  }
  const problems = syntaxProblems(errors, source)
  if (second !== null)
    problems.push(
      errorAt(
        source,
        { start: second, end: second + 3 },
        'a second document begins here; expected one per file',
        'Remove the line, or move what follows to a file of its own',
      ),
    )
  const { value, problems: wrong } = plainValue(document?.contents ?? null, source)
  return { source, document, value, problems: [...problems, ...wrong] }
}

function refused(file: string, message: string): YamlText {
  const next = 'Move logs and other evidence to files of their own'
  return { source: sourceOf(file, ''), document: null, value: null, problems: [errorIn(file, message, next)] }
}
