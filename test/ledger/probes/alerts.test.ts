/** What counts as the definition of an alert. */
import { expect, test } from 'vitest'
import { alertsIn, isRuleFile } from '../../../src/ledger/probes/alerts.ts'

test.each([
  ['a rule file', 'groups:\n- name: x\n  rules:\n    - alert: Down\n      # why\n      expr: up == 0\n', ['Down']],
  ['quoted, with a comment', "  - alert: 'High Memory' # old name\n    expr: x\n", ['High Memory']],
  ['the expression first', '- expr: up == 0\n  alert: Down\n', ['Down']],
  ['on one line', '- { alert: Down, expr: up == 0 }\n', ['Down']],
  ['JSON', '{ "rules": [\n{\n"alert": "Down",\n"expr": "up == 0"\n} ] }', ['Down']],
  ['a block of HCL', 'rule {\n  alert = "Down"\n  expr  = "up == 0"\n}\n', ['Down']],
  ['a heredoc', 'rules = <<EOT\n  - alert: Down\n    expr: up == 0\nEOT\n', ['Down']],
  ['a template', '{{- if .Values.x }}\n- alert: Down\n  expr: up{job="{{ .x }}"} == 0\n{{- end }}\n', ['Down']],
  ['jsonnet', "{\n  alert: 'Down',\n  expr: |||\n    up == 0\n  |||,\n}", ['Down']],
  ['Windows line ends', '- alert: Down\r\n  expr: up == 0\r\n', ['Down']],
  [
    'two, a recording rule between',
    '- alert: A\n  expr: a\n- record: r\n  expr: r\n- alert: B\n  expr: b\n',
    ['A', 'B'],
  ],
])('%s defines', (_, text, names) => {
  expect(alertsIn(text).map(({ name }) => name)).toEqual(names)
})

test.each([
  ['a comment', '# - alert: Down\n#   expr: up == 0\n'],
  ['a comment of a template', '{{- /*\n- alert: Down\n  expr: up == 0\n*/ -}}\n'],
  ['a comment of HTML', '<!--\n- alert: Down\n  expr: up == 0\n-->\n'],
  ['a record that names it', 'detection: { by: alert, alert: Down }\nverify:\n  - { alert: Down }\n'],
  ['a rule without an expression', '- alert: Down\n  for: 5m\n'],
  ['the expression of a rule before it', '- record: r\n  expr: r\n- alert: Down\n'],
  ['a route', 'matchers: [alertname = "Down"]\nexpr: x\n'],
  ['a test of rules', '- alertname: Down\n  expr: x\n'],
])('%s does not', (_, text) => {
  expect(alertsIn(text)).toEqual([])
})

test('it says where: the line of the name', () => {
  expect(alertsIn('x\n\n- alert: Down\n  expr: y\n')).toEqual([{ name: 'Down', line: 3 }])
})

test('prose and what nobody reads as rules define nothing', () => {
  expect(['a.md', 'a.html', 'state.tfstate.enc', 'a.png'].some(isRuleFile)).toBe(false)
  expect(['rules.yaml', 'values.tpl', 'main.tf', 'a.libsonnet', 'rules'].every(isRuleFile)).toBe(true)
})

test('long lines and many rules cost no more than their length', () => {
  const cost = (text: string) => {
    const start = performance.now()
    alertsIn(text)
    return performance.now() - start
  }
  const texts = (size: number) => [
    `- alert: ${'a'.repeat(size)}`,
    `${' '.repeat(size)}alert: x`,
    '- alert: A\n'.repeat(size / 11),
    '{,-'.repeat(size / 3),
    '/*\n'.repeat(size / 3),
    'expr '.repeat(size / 5),
  ]
  for (const text of texts(1_000_000)) expect(cost(text)).toBeLessThan(1_000)
})
