/**
 * The words that messages, paths, lines and titles are compared by. A name such as `VaultRaftLeaderStuck`,
 * `stacks/kured/main.tf` or `proxmox-lvm-encrypted` gives its parts and, behind `=`, itself: rare, so it weighs most.
 */
import { isCommon, stem } from '../likeness.ts'

const token = /[\p{L}\p{N}_][\p{L}\p{N}_./:@*-]*/gu
/** Longer runs are digests and encoded data, not words. */
const longest = 120

/** The words of one token. */
export function termsOfToken(written: string): string[] {
  const name = written.replace(/[./:@*_-]+$/, '')
  if (name.length > longest) return []
  const parts = name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
  const words = parts.filter((part) => part.length > 1 && !isCommon(part)).map(stem)
  return parts.length > 1 ? [...words, ...namesOf(name)] : words
}

/** A name without its separators, and for a path also its last step: `=main.tf` is said of any folder. */
function namesOf(name: string): string[] {
  const last = name.slice(name.lastIndexOf('/') + 1)
  const names = [name, last].map((one) => one.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''))
  return [...new Set(names)].filter((one) => one.length > 3).map((one) => `=${one}`)
}

export function tokensOf(text: string): IterableIterator<RegExpExecArray> {
  return text.matchAll(token)
}

/** All words of a text, as often as they stand there. */
export function termsOf(text: string): string[] {
  return [...tokensOf(text)].flatMap(([written]) => termsOfToken(written))
}

export function isName(term: string): boolean {
  return term.startsWith('=')
}
