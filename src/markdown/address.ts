/** Which addresses a document may lead to. */

const schemes = new Set(['http', 'https', 'mailto'])

/**
 * The address when its scheme is http, https or mailto, or when it is relative; null for `javascript:`, `data:`, `C:\`
 * and the like. Browsers drop tabs, line ends and controls inside an address, so one that holds any is refused.
 */
export function safeAddress(address: string): string | null {
  const url = address.trim()
  if (url === '' || /[\s\p{Cc}\p{Cs}\p{DI}]/u.test(url)) return null
  const scheme = /^([^/?#]*?):/.exec(url)?.[1]
  return scheme === undefined || schemes.has(scheme.toLowerCase()) ? url : null
}

/** An address that starts with http:// or https://: what a record's `tracker` or `source` may be. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text.trim()) && safeAddress(text) !== null
}

/** What a web address is called in a narrow place: its last part (`42` of `…/issues/42`), else the host. */
export function addressName(address: string): string {
  const [path = ''] = address
    .trim()
    .replace(/^https?:\/\//i, '')
    .split(/[?#]/)
  const name = path.split('/').filter(Boolean).at(-1) ?? address
  return name.length > 40 ? `${name.slice(0, 39)}…` : name
}
