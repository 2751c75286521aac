/**
 * The words that messages, paths, lines and titles are compared by. A name such as `VaultRaftLeaderStuck`,
 * `stacks/kured/main.tf` or `proxmox-lvm-encrypted` gives its parts and, behind `=`, itself: rare, so it weighs most.
 */
import { fileName } from '../model/file-name.ts'
import { isCommon, stem } from './likeness.ts'

const token = /[\p{L}\p{N}_][\p{L}\p{N}_./:@*-]*/gu
/** Longer runs are digests and encoded data, not words. */
const longest = 120
/** Most tokens are words already. */
const plain = /^[a-z]+$/
const ascii = /^[ -~]*$/

export interface Term {
  /** The word as it is compared. */
  word: string
  /** The part of the token that it was made of. */
  written: string
}

/** The words of one token. */
export function termsOfToken(token: string): Term[] {
  if (token.length > longest) return []
  if (plain.test(token)) return isCommon(token) || token.length < 2 ? [] : [{ word: stem(token), written: token }]
  const name = token.replace(/[./:@*_-]+$/, '')
  const parts = partsOf(name)
  const words = parts.flatMap((written) => {
    const word = written.toLowerCase()
    return word.length > 1 && !isCommon(word) ? [{ word: stem(word), written: word }] : []
  })
  return parts.length > 1 ? [...words, ...namesOf(name)] : words
}

function partsOf(name: string): string[] {
  const humps = /[^a-z0-9./:@*_-]/.test(name) ? withGaps(name) : name
  return humps.split(ascii.test(humps) ? /[^A-Za-z0-9]+/ : /[^\p{L}\p{N}]+/u).filter((part) => part !== '')
}

/** `VaultRaftLeader` → `Vault Raft Leader`, `HTTPServer` → `HTTP Server`; `PVCs` stays. */
function withGaps(name: string): string {
  return name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll}{2})/gu, '$1 $2')
}

/** A name without its separators, and for a path also its last step: `=main.tf` is said of any folder. */
function namesOf(name: string): Term[] {
  const last = fileName(name)
  const names = [name, last].map((written) => ({
    word: `=${written.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')}`,
    written,
  }))
  const [whole, end] = names as [Term, Term]
  return (whole.word === end.word ? [whole] : names).filter(({ word }) => word.length > 4)
}

export function tokensOf(text: string): IterableIterator<RegExpExecArray> {
  return text.matchAll(token)
}

export function isName(term: string): boolean {
  return term.startsWith('=')
}
