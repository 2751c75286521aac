const escapes: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/**
 * The path behind git's C-style quotes, for the few commands that know no `-z`: `"a\"b\n"`. One without quotes is itself.
 * With `core.quotePath` off only ASCII is escaped, so each octal number is a character.
 */
export function unquoted(path: string): string {
  if (!/^".*"$/s.test(path)) return path
  return path
    .slice(1, -1)
    .replace(/\\([0-7]{3}|.)/gs, (_, escaped: string) =>
      escaped.length === 3 ? String.fromCharCode(Number.parseInt(escaped, 8)) : (escapes[escaped] ?? escaped),
    )
}
