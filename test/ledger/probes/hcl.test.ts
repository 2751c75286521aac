/** HCL as far as probes ask for it, and for any text whatever an answer at once. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHcl } from '../../../src/ledger/probes/hcl.ts'
import { type KeyNode, nodesAt, Unreadable } from '../../../src/ledger/probes/key-node.ts'
import { readKeyPath } from '../../../src/model/key-path.ts'

const terraform = `# stacks/authentik/main.tf
/* a block
   comment = "no" */
locals {
  keel_exclude = ["authentik", "vault", # why
    "woodpecker", ]
}
locals { replicas = 3 }

resource "helm_release" "authentik" {
  name       = "authentik"   // chart
  version    = "2026.2.6"
  timeout    = 1.50e2
  atomic     = true
  values     = [yamlencode({ image = { tag = "2026.2" }, "a.b" : var.x }), file("values.yaml")]
  repository = var.mirror ? "https://\${var.host}/x # no comment" : "https://charts.example" # comment
  set {
    name  = "server.replicas"
    value = "3"
  }
  set { 
    name = "worker.replicas" 
    value = lookup(var.workers, "}", 2) }
  script = <<-EOT
    #!/bin/sh
      echo "}"
    EOT
  plain = <<EOT
} = {
EOT
  merged = merge({ a = 1 }, local.b)
  names  = [for n in var.names : n if n != ""]
  object = { for k, v in var.m : k => v }
  escaped = "a \\"quoted\\" $\${literal} \\u00e9"
  empty   = []
  null_   = null
}
data "x" "a.b" { id = 1 }
`

function at(text: string, path: string): KeyNode[] {
  const steps = readKeyPath(path)
  if (typeof steps === 'string') throw new Error(steps)
  return nodesAt(readHcl(text), steps)
}

const inAuthentik = (path: string) => `resource.helm_release.authentik.${path}`

test.each([
  ['locals.keel_exclude[2]', 'woodpecker'],
  ['locals.replicas', '3'],
  [inAuthentik('version'), '2026.2.6'],
  [inAuthentik('timeout'), '1.50e2'],
  [inAuthentik('atomic'), 'true'],
  [inAuthentik('values[0].image.tag'), '2026.2'],
  [inAuthentik('values[0]["a.b"]'), 'var.x'],
  [inAuthentik('values[1]'), 'file("values.yaml")'],
  [inAuthentik('repository'), `var.mirror ? "https://\${var.host}/x # no comment" : "https://charts.example"`],
  [inAuthentik('set[name=server.replicas].value'), '3'],
  [inAuthentik('set[1].value'), 'lookup(var.workers, "}", 2)'],
  [inAuthentik('script'), '#!/bin/sh\n  echo "}"\n'],
  [inAuthentik('plain'), '} = {\n'],
  [inAuthentik('merged'), 'merge({ a = 1 }, local.b)'],
  [inAuthentik('names'), '[for n in var.names : n if n != ""]'],
  [inAuthentik('object'), '{ for k, v in var.m : k => v }'],
  [inAuthentik('escaped'), `a "quoted" \${literal} é`],
  [inAuthentik('null_'), 'null'],
  ['data.x."a.b".id', '1'],
])('%s is %s', (path, text) => {
  expect(at(terraform, path)).toEqual([expect.objectContaining({ kind: 'text', text })])
})

test('a list is a list, what is not there is not there, and a key that is there twice is neither', () => {
  expect(at(terraform, inAuthentik('empty'))).toEqual([{ kind: 'list', items: [], each: false }])
  expect(at(terraform, inAuthentik('nothing'))).toEqual([])
  expect(at('a = 1\na = 2\n', 'a')).toEqual([{ kind: 'twice' }])
  expect(at('a = 1\r\nb = "x"\r\n', 'b')).toEqual([{ kind: 'text', text: 'x', number: false, line: 2 }])
})

test.each([
  ['a = "x\n', 'line 1: a string without an end'],
  ['\na = <<EOT\nx\n', 'line 2: a heredoc without an end'],
  ['a {\n', 'line 2: a { without a }'],
  ['}\n', 'line 1: a } without a {'],
  ['a = [1, 2\n', 'line 2: a [ without a ]'],
  ['a = f(1\n', 'line 2: a ( without its end'],
  ['a b', 'line 1: neither = nor { behind a name'],
  ['a =\n', 'line 1: no value'],
  ['= 1', 'line 1: no name of an attribute or block'],
  ['/* x', 'line 1: a comment without an end'],
  [`a = ${'['.repeat(200)}`, 'line 1: nested deeper than 100 levels'],
])('%j cannot be read: %s', (text, problem) => {
  expect(() => readHcl(text)).toThrow(new Unreadable(problem))
})

function read(text: string): KeyNode | null {
  try {
    return readHcl(text)
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

test('any text is read or refused in words', () => {
  const token = fc.constantFrom(
    ...['a', ' ', '\n', '=', '{', '}', '[', ']', '(', ')', '"', '${', '$${', '\\', '#', '//', '/*', '*/', ',', ':'],
    ...['<<EOT\n', '<<-EOT\n', 'EOT\n', '1', '1.5', 'true', 'for ', 'yamlencode(', '\r\n', '\t', '.', '?', '\u{1f600}'],
  )
  fc.assert(
    fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
      read(tokens.join(''))
      read(`a = {${tokens.join('')}`)
    }),
    { numRuns: 5000 },
  )
})

const hostile: Record<string, (size: number) => string> = {
  'open lists': (size) => `a = ${'['.repeat(size)}`,
  'open calls': (size) => `a = ${'f('.repeat(size / 2)}`,
  'open templates': (size) => `a = "${'${"'.repeat(size / 3)}`,
  'one string': (size) => `a = "${'x'.repeat(size)}"`,
  'backslashes in a string': (size) => `a = "${'\\\\'.repeat(size / 2)}"`,
  'strings in a list': (size) => `a = [${'"x",'.repeat(size / 4)}]`,
  'values in a list': (size) => `a = [${'x,'.repeat(size / 2)}]`,
  attributes: (size) => Array.from({ length: size / 12 }, (_, n) => `a${n} = ${n}`).join('\n'),
  blocks: (size) => 'b "x" { a = 1 }\n'.repeat(size / 16),
  labels: (size) => `b ${'"x" '.repeat(size / 4)}`,
  blanks: (size) => `a =${' '.repeat(size)}1`,
  'blank lines': (size) => `a = 1${'\n'.repeat(size)}b = 2`,
  comments: (size) => '# x\n'.repeat(size / 4),
  'comments inside an expression': (size) => `a = f(${'/* x */ 1 +\n'.repeat(size / 12)} 1)`,
  'a heredoc': (size) => `a = <<EOT\n${'x\n'.repeat(size / 2)}EOT\n`,
  'a heredoc without an end': (size) => `a = <<EOT\n${'x\n'.repeat(size / 2)}`,
  'heredocs that never begin': (size) => `a = x ${'<< '.repeat(size / 3)}`,
  digits: (size) => `a = ${'1'.repeat(size)}.`,
  'encoders of encoders': (size) => `a = ${'yamlencode('.repeat(size / 11)}`,
  'comprehensions in lists': (size) => `a = [${'[for x in y : x],'.repeat(size / 17)}]`,
}

function fastest(text: string): number {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < 3; run++) {
    const start = performance.now()
    read(text)
    least = Math.min(least, performance.now() - start)
  }
  return least
}

test.each(Object.entries(hostile))(
  '%s: four times as long is far from sixteen times the work',
  { retry: 5 },
  (_, build) => {
    read(build(50_000))
    expect(fastest(build(400_000)) / Math.max(fastest(build(100_000)), 3)).toBeLessThanOrEqual(10)
  },
)
