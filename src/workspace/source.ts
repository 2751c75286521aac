/** A text file that findings point into. */
import type { Finding } from '../model/finding.ts'
import { excerpt } from './excerpt.ts'
import { Lines, type Span } from './lines.ts'

export interface Source {
  /** Path from the root with `/`. */
  file: string
  text: string
  lines: Lines
}

export function sourceOf(file: string, text: string): Source {
  return { file, text, lines: new Lines(text) }
}

/** An error at a place of a file, with its excerpt. */
export function errorAt(
  source: Source,
  span: Span,
  message: string,
  next: string | null = null,
  rule = 'schema',
): Finding {
  const { line, column } = source.lines.placeOf(span.start)
  return {
    rule,
    level: 'error',
    file: source.file,
    line,
    column,
    message,
    next,
    excerpt: excerpt(source.lines, span),
  }
}

/** An error of a file as a whole. */
export function errorIn(file: string, message: string, next: string | null = null): Finding {
  return { rule: 'schema', level: 'error', file, line: null, column: null, message, next, excerpt: null }
}
