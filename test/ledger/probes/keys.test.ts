/** Keys of YAML, JSON and TOML files; HCL has a test of its own. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEqual, type KeyNode, nodesAt } from '../../../src/ledger/probes/key-node.ts'
import { readKeys } from '../../../src/ledger/probes/keys.ts'
import { leavesOf } from '../../../src/ledger/probes/leaves.ts'
import { readKeyPath } from '../../../src/model/key-path.ts'

const values = `image: &image
  tag: 2026.20       # pinned
  repository: "ghcr.io/x"
worker:
  <<: *image
  tag: 1.50
containers:
  - { name: web, image: a }
  - { name: job, image: b }
empty:
yes: no
big: 0x1F
`

const manifests = `kind: Service
metadata: { name: web }
spec: { port: 80 }
---
kind: Deployment
metadata: { name: web }
spec: { replicas: 3 }
`

const big = '{ "id": 123456789012345678, "said": "a \\\\\\" 1234567890123456789, ", "exact": 9007199254740991 }'
const json = '{ "compilerOptions": { "target": "es2023", "lib": ["a", "b"] }, "n": 1.50, "t": true, "z": null }'

const toml = `title = "x"
[tool.poetry.dependencies]
python = "^3.12"
[[source]]
name = "pypi"
at = 2026-01-02
count = 3
`

async function root(file: string, text: string): Promise<KeyNode> {
  const read = await readKeys(file, text)
  if (typeof read === 'string') throw new Error(read)
  return read
}

async function equals(file: string, text: string, path: string, wanted: string): Promise<boolean> {
  const steps = readKeyPath(path)
  if (typeof steps === 'string') throw new Error(steps)
  return nodesAt(await root(file, text), steps).some((node) => isEqual(node, wanted))
}

test.each([
  ['values.yaml', values, 'image.tag', '2026.20', true],
  ['values.yaml', values, 'image.tag', '2026.2', true],
  ['values.yaml', values, 'image.repository', 'ghcr.io/x', true],
  ['values.yaml', values, 'worker.repository', 'ghcr.io/x', true],
  ['values.yaml', values, 'worker.tag', '1.5', true],
  ['values.yaml', values, 'worker.tag', '2026.20', false],
  ['values.yaml', values, 'containers[name=job].image', 'b', true],
  ['values.yaml', values, 'containers[0].image', 'a', true],
  ['values.yaml', values, 'yes', 'no', true],
  ['values.yaml', values, 'big', '31', false],
  ['values.yaml.tpl', values, 'yes', 'no', true],
  ['all.yml', manifests, 'spec.replicas', '3', true],
  ['all.yml', manifests, '[kind=Deployment].spec.replicas', '3', true],
  ['all.yml', manifests, '[kind=Service].spec.replicas', '3', false],
  ['all.yml', manifests, '[1].spec.replicas', '3', true],
  ['tsconfig.json', json, 'compilerOptions.lib[1]', 'b', true],
  ['tsconfig.json', json, 'n', '1.5', true],
  ['tsconfig.json', json, 't', 'true', true],
  ['a.json', big, 'id', '123456789012345678', true],
  ['a.json', big, 'id', '123456789012345679', false],
  ['a.json', big, 'said', 'a \\" 1234567890123456789, ', true],
  ['a.json', big, 'exact', '9007199254740991.0', true],
  ['a.toml', 'id = 123456789012345678', 'id', '123456789012345678', true],
  ['tsconfig.json', json, 'compilerOptions.target', 'es2022', false],
  ['pyproject.toml', toml, 'tool.poetry.dependencies.python', '^3.12', true],
  ['pyproject.toml', toml, 'source[name=pypi].count', '3', true],
  ['pyproject.toml', toml, 'source[0].at', '2026-01-02', true],
  ['main.tf', 'locals { a = "b" }', 'locals.a', 'b', true],
])('%s: %# %s', async (file, text, path, wanted, equal) => {
  expect(await equals(file, text, path, wanted)).toBe(equal)
})

test.each([
  ['a.yaml', 'a: 1\n b: 2\n', /^it cannot be read as YAML: line \d: /],
  ['a.yaml', '{{- if .Values.x }}\na: 1\n{{- end }}\n', /^it cannot be read as YAML: /],
  ['a.yaml', `${'['.repeat(500)}`, /nested deeper than 100 levels$/],
  ['a.yaml', '{'.repeat(100_000), /^it cannot be read as YAML: /],
  ['a.json', '{ // a comment\n}', /^it cannot be read as JSON: /],
  ['a.json', '['.repeat(500_000), /^it (?:cannot be read as JSON|is nested too deep)/],
  ['a.toml', 'a = 1\na = 2\n', /^it cannot be read as TOML: /],
  ['a.toml', `a = ${'['.repeat(5000)}`, /^it (?:cannot be read as TOML|is nested too deep)/],
  ['main.tf', 'a = "', /^it cannot be read as HCL: line 1: a string without an end$/],
  ['nginx.conf', 'a', /^its name does not end like that of a YAML, JSON, TOML or HCL file$/],
])('%s: %# is not read, with the reason', async (file, text, reason) => {
  expect(await readKeys(file, text)).toMatch(reason)
})

test('a key that is there twice, an alias to itself, and a thousand million laughs', async () => {
  const twice = await root('a.yaml', 'a: 1\na: 2\n')
  expect(nodesAt(twice, [{ kind: 'key', name: 'a' }])).toEqual([{ kind: 'twice' }])
  expect(await equals('a.yaml', 'a: &x\n  b: *x\n  c: 1\n', 'a.b.b.c', '1')).toBe(true)
  const laughs = Array.from(
    { length: 30 },
    (_, n) => `a${n}: &a${n} [${'*a'.concat(String(n - 1), ',').repeat(n > 0 ? 9 : 0)}]`,
  )
  expect(nodesAt(await root('a.yaml', laughs.join('\n')), [{ kind: 'key', name: 'a29' }])).toHaveLength(1)
  expect(leavesOf(await root('a.yaml', laughs.join('\n'))).size).toBe(0)
})

test('any text has keys or a reason', async () => {
  const token = fc.constantFrom(
    'a',
    ': ',
    '\n',
    '  ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '&x ',
    '*x',
    '<<',
    '#',
    '|\n',
    '---\n',
    ',',
    '=',
    '1',
  )
  const file = fc.constantFrom('a.yaml', 'a.json', 'a.toml', 'a.tf', 'a.tpl')
  await fc.assert(
    fc.asyncProperty(file, fc.array(token, { maxLength: 30 }), async (name, tokens) => {
      const read = await readKeys(name, tokens.join(''))
      if (typeof read !== 'string') leavesOf(read)
    }),
    { numRuns: 3000 },
  )
})
