/** `PM-2026-04-14`, `2026-04-14-some-slug`, `2026-04-14#A1`, `INC-7`; not `docs`, `1/3`, `v2`. */
const DATED = /^(?:[A-Z]{1,8}-)?\d{4}-\d{2}-\d{2}(?:-[\w.-]{1,80})?(?:#\w{1,16})?$/
const NUMBERED = /^[A-Z][A-Z0-9]{1,9}-\d{1,8}(?:[#/][\w-]{1,16})?$/
const ACTION = /^[a-z0-9][a-z0-9-]{0,80}#A\d{1,4}[A-Za-z]*$/i
/** Names of standards and advisories have the same shape. */
const OTHERS = /^(?:CVE|RFC|ISO|UTF|SHA|ADR|PEP|GHSA)-/

export function isTag(inside: string): boolean {
  return inside.split(',').every((part) => isTagWord(part.trim()))
}

function isTagWord(word: string): boolean {
  return DATED.test(word) || ACTION.test(word) || (NUMBERED.test(word) && !OTHERS.test(word))
}

const BRACKETS = /\[([^[\]]{1,120})\]/g

/** Tags of the subject, `[PM-2026-04-14, INC-7]` giving two. */
export function readTags(subject: string): string[] {
  const tags: string[] = []
  for (const match of subject.matchAll(BRACKETS)) {
    const inside = match[1] as string
    if (isTag(inside)) tags.push(...inside.split(',').map((part) => part.trim()))
  }
  return tags
}

export function withoutTags(subject: string): string {
  return subject.replace(BRACKETS, (whole, inside: string) => (isTag(inside) ? '' : whole))
}
