/**
 * The path to a key of a configuration file: `image.tag`, `"a.b".c`, `spec.containers[0].image`,
 * `containers[name=web].image`, `[kind=Deployment].spec` (one of several documents in a file).
 */
export type KeyStep =
  | { kind: 'key'; name: string }
  | { kind: 'index'; at: number }
  | { kind: 'where'; key: readonly string[]; equals: string }

/** No file nests deeper. */
const mostSteps = 50

const bare = /[^\s.[\]"'=]+/y
const doubleQuoted = /"((?:[^"\\]|\\.)*)"/y
const singleQuoted = /'([^']*)'/y
const unquotedValue = /[^[\]"'\s](?:[^[\]"']*[^[\]"'\s])?/y

/** The steps, or in words what is wrong with the path, beginning with a verb. Linear in its length. */
export function readKeyPath(text: string): KeyStep[] | string {
  const steps: KeyStep[] = []
  let at = 0
  const take = (shape: RegExp): string | null => {
    shape.lastIndex = at
    const found = shape.exec(text)
    if (!found) return null
    at = shape.lastIndex
    return found[1] ?? found[0]
  }
  const name = (): string | null => {
    const quoted = take(doubleQuoted)
    return quoted === null ? (take(singleQuoted) ?? take(bare)) : quoted.replace(/\\(.)/gs, '$1')
  }
  const wrong = (expected: string) => `is not a path to a key: expected ${expected} at character ${at + 1}`
  while (at < text.length || steps.length === 0) {
    if (steps.length === mostSteps) return `is not a path to a key: it has more than ${mostSteps} steps`
    if (text[at] !== '[') {
      const key = name()
      if (key === null) return wrong('a name, or one in double quotes,')
      steps.push({ kind: 'key', name: key })
    } else {
      at++
      const quoted = text[at] === '"' || text[at] === "'"
      const key = [name()]
      while (key.at(-1) !== null && text[at] === '.') {
        at++
        key.push(name())
      }
      if (key.includes(null)) return wrong('a number, or key=value,')
      const names = key as string[]
      if (text[at] === '=') {
        at++
        const value = take(doubleQuoted)?.replace(/\\(.)/gs, '$1') ?? take(singleQuoted) ?? take(unquotedValue)
        if (value === null) return wrong('a value')
        steps.push({ kind: 'where', key: names, equals: value })
      } else if (quoted && names.length === 1) steps.push({ kind: 'key', name: names[0] as string })
      else if (/^\d{1,6}$/.test(names.join('.'))) steps.push({ kind: 'index', at: Number(names[0]) })
      else return wrong('= and a value')
      if (text[at] !== ']') return wrong('a ]')
      at++
    }
    if (text[at] === '.') {
      at++
      if (at === text.length) return wrong('a name')
      if (text[at] === '[') return wrong('a name')
    } else if (at < text.length && text[at] !== '[') return wrong('a . or a [')
  }
  return steps
}
