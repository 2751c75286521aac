/** The marks that git leaves in a file it could not merge. */

const mark = /^(?:<{7}|>{7}|\|{7})(?: .*)?$/

/** 1-based line of the first one, null without any. `=======` alone also underlines a heading, so it does not count. */
export function conflictLine(text: string): number | null {
  if (!/^(?:<{7}|>{7})/m.test(text)) return null
  const line = text.split(/\r\n|\r|\n/).findIndex((content) => mark.test(content))
  return line < 0 ? null : line + 1
}

/** The text without the marks' own lines. */
export function withoutConflictMarks(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => !mark.test(line) && line !== '=======')
    .join('\n')
}
