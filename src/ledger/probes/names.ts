/** Names in an action's title that the tree can be asked for. */

/** Longer titles are pasted logs. */
const longest = 1_000

/** `VaultRaftLeaderStuck`: two humps or more, one of which is a word. */
const camel = /(?<![\w/.$@-])(?:[A-Z][a-z0-9]*){2,12}(?![\w/]|\.\w|-\w)/g

/** `scripts/pve-nfs-exports`, `stacks/kured/`, `docs/runbooks/x.md`. */
const slashed = /(?<![\w/.:@~$-])[\w.-]+(?:\/[\w.@-]+)+/g

/** Names that look like those of alerts. */
export function alertNames(title: string): string[] {
  const found = [...title.slice(0, longest).matchAll(camel)].map(([name]) => name)
  return [...new Set(found.filter((name) => name.length >= 8 && /[a-z]{2,}[A-Z]|[A-Z]{2,}[a-z]/.test(name)))]
}

/** Names that look like those of files or folders. */
export function pathNames(title: string): string[] {
  const found = [...title.slice(0, longest).matchAll(slashed)].map(([name]) => name.replace(/[.-]+$/, ''))
  return [...new Set(found.filter((name) => /[A-Za-z]/.test(name) && !/(?:^|\/)\.{1,2}(?:\/|$)/.test(name)))]
}

/** What is named to be looked at, changed or taken away was there before; that it is there says nothing. */
const aboutTheOld =
  /^\W*(?:adjust|bump|change|check|clean|delete|disable|drop|evaluate|exclude|extend|fix|harden|improve|increase|investigate|lower|migrate|mute|patch|raise|reduce|remove|rename|replace|resolve|restart|review|rework|silence|tune|understand|update|upgrade)(?:e?s|e?d|ing)?\b/i

/** True when the title asks for something that is not there yet. */
export function asksForNew(title: string): boolean {
  return !aboutTheOld.test(title.slice(0, longest))
}
