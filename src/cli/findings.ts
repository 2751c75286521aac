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
  const lines = [`${paint('bold', visible(place))}  ${paint(colour, level)}  ${rule}`, `  ${visible(message)}`]
  if (excerpt) lines.push(excerpt)
  if (next) lines.push(`  next: ${visible(next)}`)
  return lines.join('\n')
}

/** `2 errors, 1 warning`. */
export function countFindings(findings: readonly Finding[]): string {
  const counts = (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const n = findings.filter((finding) => finding.level === level).length
    return n === 0 ? [] : [count(n, level)]
  })
  return counts.join(', ')
}

/** `1 document`, `2 documents`. */
export function count(n: number, word: string, words = `${word}s`): string {
  return `${n} ${n === 1 ? word : words}`
}
