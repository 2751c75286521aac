/** A configuration file → its keys, by what its name says it is. */
import { type KeyNode, nodeOf, Unreadable } from './key-node.ts'

type Reader = (text: string) => KeyNode | Promise<KeyNode>

// Each is loaded when a record asks for such a file.
const yaml: Reader = async (text) => (await import('./yaml-keys.ts')).readYamlKeys(text)
const hcl: Reader = async (text) => (await import('./hcl.ts')).readHcl(text)
const json: Reader = (text) => readJson(text.replace(/^\uFEFF/, ''))
const toml: Reader = async (text) =>
  nodeOf((await import('smol-toml')).parse(text, { maxDepth: 100, integersAsBigInt: 'asNeeded' }))

const readers: readonly (readonly [RegExp, string, Reader])[] = [
  [/\.ya?ml$/i, 'YAML', yaml],
  [/\.json$/i, 'JSON', json],
  [/\.toml$/i, 'TOML', toml],
  [/\.(?:tf|tfvars|hcl|nomad)$/i, 'HCL', hcl],
]

/** `values.yaml.tpl` is read as what it is made into, when it can be. */
const template = /\.(?:tpl|tmpl|gotmpl|tftpl|j2|erb)$/i

/** The keys of a file, or in words why they cannot be told. Never throws. */
export async function readKeys(path: string, text: string): Promise<KeyNode | string> {
  const name = path.replace(template, '')
  // A template without a format in its name is most often one of YAML.
  const [, format, read] = readers.find(([ending]) => ending.test(name)) ??
    (name !== path ? readers[0] : undefined) ?? [null, '', null]
  if (read === null) return 'its name does not end like that of a YAML, JSON, TOML or HCL file'
  try {
    return await read(text)
  } catch (error) {
    if (error instanceof RangeError) return `it is nested too deep to be read as ${format}`
    if (error instanceof Unreadable || error instanceof SyntaxError || isTomlError(error))
      return `it cannot be read as ${format}: ${firstLine((error as Error).message)}`
    throw error
  }
}

/** Whole numbers that JavaScript would round, such as ids, stay what the file says. */
function readJson(text: string): KeyNode {
  const value = JSON.parse(text)
  if (!/\d{16}/.test(text)) return nodeOf(value)
  const parts = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g
  const isRounded = (part: string) => /^-?\d+$/.test(part) && !Number.isSafeInteger(Number(part))
  return nodeOf(JSON.parse(text.replace(parts, (part) => (isRounded(part) ? `"${part}"` : part))))
}

/** The class is known only once the package is loaded. */
function isTomlError(error: unknown): boolean {
  return error instanceof Error && error.constructor.name === 'TomlError'
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] as string).slice(0, 200)
}
