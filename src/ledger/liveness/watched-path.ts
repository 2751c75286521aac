/** Which files of a commit have lines that a person put there to stay. */

const locks =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|composer\.lock|Gemfile\.lock|Pipfile\.lock|poetry\.lock|uv\.lock|pdm\.lock|Cargo\.lock|go\.sum|go\.work\.sum|flake\.lock|mix\.lock|Podfile\.lock|\.terraform\.lock\.hcl|gradle\.lockfile|packages\.lock\.json|Chart\.lock|requirements\.lock)$/
const generated =
  /\.(?:min\.(?:js|css)|map|snap|tfstate(?:\.backup)?|pb\.go|pb2?\.py|svg|csv|age|gpg|asc|pem|crt|enc)$|(?:^|\/)(?:node_modules|vendor|dist|__snapshots__|\.terraform)\//

export function isWatched(path: string): boolean {
  return !locks.test(path) && !generated.test(path)
}

/** Marks that generators and encryption tools write near the top, or all over the file. */
const head = /@generated|\bDO NOT EDIT\b|^\$ANSIBLE_VAULT|^-----BEGIN [A-Z ]+-----/m

/** True when nobody wrote this text by hand: each save changes all of it. */
export function isMachineMade(text: string): boolean {
  return head.test(text.slice(0, 1_000)) || text.includes('ENC[AES256_GCM,') || text.includes('encryptedData:')
}
