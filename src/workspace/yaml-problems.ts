/** What the yaml package says is wrong, in words that say what was expected and what to do. */
import type { YAMLError } from 'yaml'
import type { Finding } from '../model/finding.ts'
import { errorAt, type Source } from './source.ts'

/** One broken line makes YAML misread those below it; a person repairs the first ones and runs again. */
const most = 20

type Words = readonly [message: string, next: string | null]

/** One finding per line, in order. */
export function syntaxProblems(errors: readonly YAMLError[], source: Source): Finding[] {
  const seen = new Set<number>()
  const findings: Finding[] = []
  for (const error of [...errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    const [start, end] = placed(error, source.text)
    const { line } = source.lines.placeOf(start)
    if (seen.has(line)) continue
    seen.add(line)
    if (findings.length === most) break
    const [message, next] = words(error, source.text.slice(start, end), source.text)
    findings.push(errorAt(source, { start, end: Math.max(end, start + 1) }, message, next))
  }
  return findings
}

/** An error about a line is placed at its text: the package names its indentation, or blank lines before it. */
function placed({ code, message, pos: [start, end] }: YAMLError, text: string): [number, number] {
  if (code !== 'BAD_INDENT' || /flow/i.test(message)) return [start, end]
  const blank = /^[ \r\n]*/.exec(text.slice(start, start + 10_000))?.[0].length ?? 0
  return [start + blank, end]
}

function words(error: YAMLError, at: string, text: string): Words {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return ['YAML indents with spaces; replace the tab', null]
    case 'BAD_INDENT':
      if (at === '\t') return ['YAML indents with spaces; replace the tab', null]
      return /flow/i.test(error.message)
        ? [`${unclosed(error.message)} is not closed, or its lines are not indented`, null]
        : [
            'this line does not stand below a line that it could belong to; expected the column of its neighbours',
            'Give it the same number of spaces as the lines beside it; quote text that goes over several lines, or use |',
          ]
    case 'BLOCK_AS_IMPLICIT_KEY':
      return ['": " in plain text starts a key; expected text without it', 'Put the text in quotes']
    case 'BAD_SCALAR_START':
      return [`plain text cannot begin with ${at.trim().slice(0, 1)}`, 'Put the text in quotes']
    case 'BAD_DQ_ESCAPE':
      return [
        `${at.length > 1 ? at : text.slice(error.pos[0], error.pos[0] + 2)} is no escape in double quotes`,
        'Double the backslash, or use single quotes',
      ]
    case 'TAG_RESOLVE_FAILED':
      return [
        `the tag ${at.trim()} is not read; expected plain YAML`,
        'Remove the tag; quote the value when it is text',
      ]
    case 'NON_STRING_KEY':
      return ['a key must be text on one line', 'Put the key in quotes']
    case 'MISSING_CHAR':
      return missing(error.message)
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return ['expected "key: value" on one line', 'Close the quote or bracket above, or add the colon']
    case 'BAD_DIRECTIVE':
      return [`${at.trim()} is not a directive`, 'Remove the line']
    case 'UNEXPECTED_TOKEN':
      return unexpected(error.message)
    default:
      return [plain(error.message), null]
  }
}

function missing(message: string): Words {
  const quote = /closing (["'])/.exec(message)?.[1]
  if (quote) return [`the text that begins with ${quote} is not closed`, `Add the closing ${quote}`]
  if (message.startsWith('Implicit map keys'))
    return ['expected "key: value"; the colon is missing', 'Add a colon and a space behind the key']
  if (message.startsWith('Missing , ')) return ['expected a comma between these two', null]
  return [plain(message), null]
}

function unexpected(message: string): Words {
  if (message.startsWith('Unexpected scalar'))
    return [
      'text stands behind a value that is complete',
      'Quote the value as a whole; write a single quote twice inside single quotes',
    ]
  if (message.startsWith('Unexpected block-seq-ind')) return ['a list begins on the line below its key', null]
  if (message.startsWith('Unexpected , ')) return ['there is nothing before this comma', 'Remove the comma']
  return [plain(message), null]
}

function unclosed(message: string): string {
  return /seq/i.test(message) ? 'the list that begins with [' : 'the map that begins with {'
}

function plain(message: string): string {
  return `YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`
}
