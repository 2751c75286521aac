import type { Person, Trailer } from './facts.ts'

const ADDRESS = /^([^<>]*)<([^<>\s]+)>/

/** `Name <mail>`: null when the value has no mail. */
export function readAddress(value: string): { name: string; email: string } | null {
  const found = ADDRESS.exec(value)
  if (found === null) return null
  return { name: (found[1] as string).trim(), email: found[2] as string }
}

/** Keys of people: `Co-authored-by`, `Signed-off-by`, `Reviewed-by` and whatever else ends so. */
export function isPersonKey(key: string): boolean {
  return key.length > 3 && key.toLowerCase().endsWith('-by')
}

/** Everyone a trailer names; a trailer without a mail counts only where git itself reads trailers. */
export function readPeople(trailers: readonly Trailer[], causedBy: (key: string) => boolean): Person[] {
  const people: Person[] = []
  for (const { key, value, grade } of trailers) {
    if (grade === 'quoted' || !isPersonKey(key) || causedBy(key.toLowerCase())) continue
    const address = readAddress(value)
    if (address !== null) people.push({ role: key.toLowerCase(), ...address })
    else if (grade === 'canonical' && value !== '') people.push({ role: key.toLowerCase(), name: value, email: null })
  }
  return people
}
