/** Text that may be a secret. It is never proposed: a probe would copy it into a record, a document and a log. */

const words = new Set(
  'password passwords passwd passphrase pwd secret secrets token tokens apikey credential credentials bearer cookie salt privatekey pat htpasswd'.split(
    ' ',
  ),
)
const pairs = /(?:api|private|access|secret|signing|encryption|ssh|master|client)[\s_-]?(?:key|secret|id)\b/i
const marks =
  /-----BEGIN|:\/\/[^\s/@]{1,200}@|\b(?:gh[pousr]_|xox[abps]-|AKIA|eyJ[A-Za-z0-9])|\$(?:2[aby]|apr1|[156])\$/
/** A run that no word or path is: letters and digits mixed, as in keys and digests. */
const run = /[A-Za-z0-9+/=_-]{16,}/g

export function looksSecret(text: string): boolean {
  if (pairs.test(text) || marks.test(text)) return true
  if (wordsIn(text).some((word) => words.has(word))) return true
  return [...text.matchAll(run)].some(([found]) => isRandom(found))
}

/** True for a path whose files hold secrets, as far as its names say. */
export function isSecretPath(path: string): boolean {
  return wordsIn(path).some((word) => words.has(word)) || /\.(?:enc|env|pem|key|gpg|age|tfstate|tfvars)$/i.test(path)
}

function wordsIn(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
}

/** Digits and letters change places often, or upper and lower case do, or it is one long number in base 16. */
function isRandom(found: string): boolean {
  if (/^[0-9a-f]{20,}$/i.test(found)) return true
  const changes = found.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])|[a-z](?=[A-Z])/g)?.length ?? 0
  return changes >= 4 && changes / found.length > 0.15
}
