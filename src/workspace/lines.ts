/** Offsets in a text ↔ lines and columns. Lines end at `\n`, as the yaml package counts them; a `\r` before it is no text. */

/** Both 1-based; the column counts UTF-16 units, as editors and LSP do. A byte order mark has no column. */
export interface Place {
  line: number
  column: number
}

/** Half-open, in UTF-16 units of the text. */
export interface Span {
  start: number
  end: number
}

export class Lines {
  readonly text: string
  readonly #starts: number[] = [0]

  constructor(text: string) {
    this.text = text
    if (text.startsWith('\uFEFF')) this.#starts[0] = 1
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  /** The place of an offset; one beyond the text is its end. */
  placeOf(offset: number): Place {
    const wanted = Math.min(offset, this.text.length)
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] as number) <= wanted) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: Math.max(0, wanted - (this.#starts[low] as number)) + 1 }
  }

  /** Where a line's text begins and ends, without its line end. */
  spanOf(line: number): Span {
    const start = this.#starts[line - 1] ?? this.text.length
    const newline = this.text.indexOf('\n', start)
    const end = newline < 0 ? this.text.length : newline
    return { start, end: newline >= 0 && end > start && this.text[end - 1] === '\r' ? end - 1 : end }
  }

  /** Start of the line that holds an offset. */
  startOfLine(offset: number): number {
    return this.#starts[this.placeOf(offset).line - 1] as number
  }

  /** End of the line that holds an offset, before its line end. */
  endOfLine(offset: number): number {
    return this.spanOf(this.placeOf(offset).line).end
  }
}
