/**
 * Text from data as a reader must see it: nothing that hides, turns the line around or counts as a line of its own.
 * A hidden character is shown by its number (`\u{202e}`), so that it can neither deceive nor get lost. The cases are
 * those of "Trojan Source" (bidi controls) and of Unicode's default-ignorable characters.
 */

/**
 * Controls but tab and line end; lone surrogates; separators that Unicode has beside the line end; everything that
 * draws nothing (bidi controls, zero-width characters, fillers, tags). A single variation selector chooses a glyph and
 * stays; several in a row choose nothing, and are how text is hidden in emoji.
 */
const hidden = /(?!\t|\n|(?<!\p{VS})\p{VS})[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{DI}\ufff9-\ufffb]/gu

const joiner = /[\u200c\u200d]/
const pictograph = /(?:\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})$/u
/** Scripts in which a joiner changes how letters are drawn: there it is spelling. */
const joining =
  /[\p{sc=Arabic}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}]/u

/** Hidden characters shown, line ends as `\n`; for text in which lines matter, such as code blocks. */
export function shown(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n')
  return lines.replace(hidden, (character, at: number) => {
    if (joiner.test(character) && joins(lines, at)) return character
    return `\\u{${(character.codePointAt(0) as number).toString(16)}}`
  })
}

/** One line of text: hidden characters shown, whitespace runs one space. The ends keep theirs, for text between nodes. */
export function inline(text: string): string {
  // U+0085 is whitespace to people but a C1 control to Unicode; U+FEFF is whitespace to JavaScript but draws nothing.
  return shown(text.replace(/[^\S\ufeff]+/g, ' '))
}

/** One line of text without blanks at its ends. */
export function visible(text: string): string {
  return inline(text).trim()
}

/** Family emoji are pictographs tied by joiners, and Persian or Hindi words are spelt with them. */
function joins(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 4), at)
  const after = text.slice(at + 1, at + 3)
  if (text[at] === '\u200d' && pictograph.test(before) && /^\p{Extended_Pictographic}|^[♀♂⚕⚖✈❤]/u.test(after))
    return true
  return joining.test(before.slice(-1)) && joining.test(after.slice(0, 1))
}
