/** Findings as a person reads them in a terminal. */
import { visible } from '../markdown/visible.ts'
import type { Finding } from '../model/finding.ts'
import { painter } from './colour.ts'
import type { Io } from './io.ts'

export function formatFinding(finding: Finding, io: Io): string {
  const paint = painter(io)
  const { file, line, column, level, rule, message, excerpt, next } = finding
  const place = [file ?? 'history', line, column].filter((part) => part !== null).join(':')
  const colour = level === 'error' ? 'red' : 'yellow'
  const lines = [`${paint('bold', place)}  ${paint(colour, level)}  ${rule}`, `  ${visible(message)}`]
  if (excerpt) lines.push(excerpt)
  if (next) lines.push(`  next: ${visible(next)}`)
  return lines.join('\n')
}

/** `2 errors, 1 warning`. */
export function countFindings(findings: readonly Finding[]): string {
  const count = (level: Finding['level'], word: string) => {
    const n = findings.filter((finding) => finding.level === level).length
    return n === 0 ? [] : [`${n} ${word}${n === 1 ? '' : 's'}`]
  }
  return [...count('error', 'error'), ...count('warning', 'warning'), ...count('notice', 'notice')].join(', ')
}
