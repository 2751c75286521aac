/** A commit as documents name it: seven digits, linked to the forge when there is one. */
import { Phrase } from '../markdown/phrase.ts'
import type { Forge, ForgeKind } from '../model/config.ts'

/** What each forge puts between a repository's address and a commit's name. */
const commitPath: Record<ForgeKind, string | null> = {
  github: '/commit/',
  gitlab: '/-/commit/',
  forgejo: '/commit/',
  gitea: '/commit/',
  bitbucket: '/commits/',
  sourcehut: '/commit/',
  none: null,
}

/** The page of a commit; null when the forge is unknown or has none. */
export function commitAddress(forge: Forge | null, commit: string): string | null {
  const path = forge?.url ? commitPath[forge.kind] : null
  return path && forge?.url ? `${forge.url.replace(/(?<!\/)\/+$/, '')}${path}${commit}` : null
}

export function commitPhrase(forge: Forge | null, commit: string): Phrase {
  const short = Phrase.code(commit.slice(0, 7))
  const address = commitAddress(forge, commit)
  return address === null ? short : Phrase.link(address, short)
}
