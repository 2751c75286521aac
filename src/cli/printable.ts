/**
 * The last thing between a text and the terminal: whatever a command forgot to make visible (a file's name, git's own
 * words) cannot move the cursor, set a title or turn a line around. Escaped as JSON has it, so that JSON stays JSON.
 */

/** Controls but tab, line feed and CR before it; bidi controls; Unicode's own line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const obeyed = /(?:\r(?!\n)|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029])/g

/** The colours of colour.ts. */
const ours = /^\[(?:1|2|22|31|32|33|39)m/

export function printable(text: string, colour: boolean): string {
  return text.replace(obeyed, (character, at: number) => {
    if (colour && character === '\x1b' && ours.test(text.slice(at + 1, at + 5))) return character
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
