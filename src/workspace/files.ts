/** Texts of files below the root, with what is wrong with them as findings. */
import { readFileSync, statSync } from 'node:fs'
import type { Finding } from '../model/finding.ts'
import { decode, documentLimit, sizeProblem } from './bytes.ts'
import { codeOf, isAbsent, realBelow } from './contain.ts'
import { errorAt, errorIn, sourceOf } from './source.ts'

/** The text, null when there is no such file; a problem when there is one that cannot be read. */
export type FileText = { text: string; problem: null } | { text: null; problem: Finding | null }

/**
 * Reads a UTF-8 file of at most `limit` bytes, given by its path from the root with `/`. Synchronous, since a thousand
 * small files take 20 ms so and 200 ms through promises (Node 20).
 */
export function readFile(root: string, file: string, limit: number): FileText {
  const failed = (message: string, next: string | null = null): FileText => ({
    text: null,
    problem: errorIn(file, message, next),
  })
  try {
    const real = realBelow(root, file)
    if (real === null)
      return failed('is a link that leads out of the root; not read', 'Put the file itself below the root')
    const stat = statSync(real)
    if (!stat.isFile()) return failed(`is ${stat.isDirectory() ? 'a folder' : 'not a regular file'}; expected a file`)
    if (stat.size > limit)
      return failed(sizeProblem(stat.size, limit), 'Move logs and other evidence to files of their own')
    const decoded = decode(readFileSync(real))
    if (!('problem' in decoded)) return { text: decoded.text, problem: null }
    if (decoded.offset === null) return failed(decoded.problem, decoded.next)
    const { offset, problem, next } = decoded
    return {
      text: null,
      problem: errorAt(sourceOf(file, decoded.text), { start: offset, end: offset + 1 }, problem, next),
    }
  } catch (error) {
    if (isAbsent(error)) return { text: null, problem: null }
    const code = codeOf(error)
    if (code === null) throw error
    return failed(`cannot be read (${code})`, nextFor(code))
  }
}

/** The text of a document of at most 10 MiB; null when it is not there or cannot be read. */
export async function readText(root: string, file: string, limit: number = documentLimit): Promise<string | null> {
  return readFile(root, file, limit).text
}

function nextFor(code: string): string | null {
  if (code === 'EACCES' || code === 'EPERM') return 'Give yourself the right to read it'
  return code === 'ELOOP' ? 'The symbolic links lead in a circle; replace one of them' : null
}
