/** What a title names so exactly that work on it has to show it: files, identifiers, values. */
import { fileName } from '../model/file-name.ts'

export interface NamedThing {
  /** As written. */
  written: string
  kind: 'file' | 'identifier' | 'value'
}

const token = /[\p{L}\p{N}_][\p{L}\p{N}_./:@-]*/gu
const file = /^[\w./@-]*[\w-]\.[a-z][a-z0-9]{0,9}$/i
/** `VaultRaftLeaderStuck`, `check_nfs_exports`, `registry-integrity-probe`; one hyphen is ordinary English. */
const identifier = /\p{Ll}\p{Lu}|_|[\p{L}\p{N}]-[\p{L}\p{N}]+-[\p{L}\p{N}]/u
/** `512Mi`, `2.8.3`, `5050`, `0c24c9b6`; a small bare number counts something. */
const value = /\p{N}{3}|\p{N}.*\p{L}|\p{L}.*\p{N}|\p{N}\.\p{N}/u
const longest = 120

export function namedThings(text: string): NamedThing[] {
  const things = new Map<string, NamedThing>()
  for (const [found] of text.slice(0, 2000).matchAll(token)) {
    const written = found.replace(/[./:@_-]+$/, '')
    if (written.length > longest) continue
    if (file.test(written)) things.set(written, { written, kind: 'file' })
    // `request/limit` is two words; a path without an ending is not told apart from it.
    else for (const part of written.split('/')) take(part)
  }
  return [...things.values()]

  function take(written: string): void {
    if (written.length >= 6 && identifier.test(written)) things.set(written, { written, kind: 'identifier' })
    else if (written.length >= 3 && value.test(written)) things.set(written, { written, kind: 'value' })
  }
}

/** So long and made of so many parts that nobody writes it by chance. */
export function isDistinctive({ written, kind }: NamedThing): boolean {
  const name = fileName(written)
  const parts = name.split(/[-_.]|(?<=\p{Ll})(?=\p{Lu})/u).length
  return kind !== 'value' && name.length >= 12 && parts >= 3
}

/** Letters and digits only, so that `pve_nfs-exports` and `pve-nfs_exports` are one. */
export function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
