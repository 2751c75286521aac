/** The characters of an HCL file: blanks, names, strings, heredocs, and where an expression ends. */
import { Unreadable } from './key-node.ts'

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }

export class HclScanner {
  at = 0
  readonly #text: string
  #counted = 0
  #lines = 1

  constructor(text: string) {
    this.#text = text.startsWith('\uFEFF') ? text.slice(1) : text
  }

  get ended(): boolean {
    return this.at >= this.#text.length
  }

  /** The next character; '' at the end. */
  peek(): string {
    return this.#text[this.at] ?? ''
  }

  /** Of the next character, from 1. Asked for in ascending order, so that all answers together cost one pass. */
  get line(): number {
    for (; this.#counted < this.at; this.#counted++) if (this.#text.charCodeAt(this.#counted) === 10) this.#lines++
    return this.#lines
  }

  problem(what: string): Unreadable {
    return new Unreadable(`line ${this.line}: ${what}`)
  }

  step(): void {
    this.at++
  }

  since(start: number): string {
    return this.#text.slice(start, this.at)
  }

  startsWith(text: string): boolean {
    return this.#text.startsWith(text, this.at)
  }

  take(shape: RegExp): string | null {
    shape.lastIndex = this.at
    const found = shape.exec(this.#text)
    if (found) this.at = shape.lastIndex
    return found ? found[0] : null
  }

  name(): string | null {
    return this.take(/[\p{L}_][\p{L}\p{N}_-]*/uy)
  }

  /** A name, a number, or an expression in parentheses as its text. */
  objectKey(): string | null {
    if (this.peek() !== '(') return this.take(/[\p{L}\p{N}_][\p{L}\p{N}_.-]*/uy)
    const start = this.at
    this.step()
    this.expression(false)
    if (this.peek() !== ')') throw this.problem('a ( without a )')
    this.step()
    return this.since(start)
  }

  /** Blanks and comments; with `lines` line ends too. */
  skipBlank(lines: boolean): void {
    for (;;) {
      this.take(lines ? /\s+/y : /[^\S\r\n]+/y)
      if (this.peek() === '#' || this.startsWith('//')) this.#skipTo('\n', false)
      else if (this.startsWith('/*')) this.#skipTo('*/', true)
      else return
    }
  }

  #skipTo(end: string, including: boolean): void {
    const found = this.#text.indexOf(end, this.at)
    if (found < 0 && including) throw this.problem('a comment without an end')
    this.at = found < 0 ? this.#text.length : found + (including ? end.length : 0)
  }

  /** The meaning of a string in double quotes; templates in it stay as they are. */
  string(): string {
    const start = this.at + 1
    this.#skipString()
    const inside = this.#text.slice(start, this.at - 1)
    if (!/[\\]|[$%]{2}\{/.test(inside)) return inside
    return inside.replace(/\\(?:u([0-9a-fA-F]{4})|(.))|([$%])\3\{/g, (all, code, letter, mark) => {
      if (code) return String.fromCharCode(Number.parseInt(code, 16))
      return mark ? `${mark}{` : (escapes[letter] ?? all)
    })
  }

  /** Strings hold templates (`${…}`), and templates strings. */
  #skipString(): void {
    const { line } = this
    const open: ('"' | '{')[] = []
    do {
      const character = this.peek()
      const inString = open.at(-1) === '"'
      if (this.ended || (inString && character === '\n')) throw new Unreadable(`line ${line}: a string without an end`)
      if (!inString && character === '"') open.push('"')
      else if (!inString && character === '{') open.push('{')
      else if (character === (inString ? '"' : '}')) open.pop()
      else if (inString && character === '\\') this.step()
      else if (inString && /^(?:\$\$|%%)\{/.test(this.#ahead(3))) this.at += 2
      else if (inString && /^[$%]\{/.test(this.#ahead(2))) {
        open.push('{')
        this.step()
      }
      this.step()
    } while (open.length > 0)
  }

  /** The text of a heredoc (`<<EOT`, `<<-EOT`), without what indents all of it; null when none begins here. */
  heredoc(): string | null {
    if (!this.startsWith('<<')) return null
    const begun = this.line
    const opening = this.take(/<<[-~]?[\p{L}_][\p{L}\p{N}_-]*[^\S\n]*\n/uy)
    if (opening === null) return null
    const name = opening.replace(/^<<[-~]?/, '').trim()
    const lines: string[] = []
    while (!this.ended) {
      const start = this.at
      this.#skipTo('\n', false)
      const line = this.since(start).replace(/\r$/, '')
      // The line end behind the last word ends the attribute, too.
      if (line.trim() === name) return unindented(lines, opening[2] === '-')
      lines.push(line)
      this.step()
    }
    throw new Unreadable(`line ${begun}: a heredoc without an end`)
  }

  /**
   * The text up to the end of an expression without its comments: a comma or closing bracket that is not its own ends it,
   * with `byLine` the line's end as well.
   */
  expression(byLine: boolean): string {
    const open: string[] = []
    const parts: string[] = []
    let start = this.at
    while (!this.ended) {
      const next = this.peek()
      if (next === '#' || (next === '/' && /^\/[/*]/.test(this.#ahead(2)))) {
        parts.push(this.since(start))
        this.skipBlank(false)
        start = this.at
      } else if (next === '"') this.#skipString()
      else if (next === '<' && this.heredoc() !== null) continue
      else if (open.length === 0 && (next === ',' || (byLine && next === '\n'))) break
      else if (')]}'.includes(next) && open.length === 0) break
      else {
        if ('([{'.includes(next)) open.push(next)
        else if (')]}'.includes(next)) open.pop()
        this.step()
      }
    }
    if (this.ended && open.length > 0) throw this.problem(`a ${open.at(-1)} without its end`)
    return parts.join('') + this.since(start)
  }

  #ahead(length: number): string {
    return this.#text.slice(this.at, this.at + length)
  }
}

function unindented(lines: readonly string[], strip: boolean): string {
  if (!strip) return lines.map((line) => `${line}\n`).join('')
  let common = Number.POSITIVE_INFINITY
  for (const line of lines) if (line.trim() !== '') common = Math.min(common, line.length - line.trimStart().length)
  return lines.map((line) => `${line.slice(Number.isFinite(common) ? common : 0)}\n`).join('')
}
