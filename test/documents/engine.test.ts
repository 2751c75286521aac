import { expect, test } from 'vitest'
import { TemplateError } from '../../src/documents/engine.ts'
import { renderPostMortem } from '../../src/documents/post-mortem.ts'
import { bootStorm } from './boot-storm.ts'
import { context, incidentOf, ledgerOf, templates } from './ledger-of.ts'

const render = (text: string, incident = bootStorm) =>
  renderPostMortem(ledgerOf([incident]), incident, context({ templates: templates({ 'post-mortem.md.hbs': text }) }))

test('an override chooses its own order, words and columns', () => {
  expect(
    render(
      [
        '# Our own: {{title}}',
        '',
        '{{#region "todo"}}',
        '{{#if causes.rows}}',
        '{{table causes.rows "Was getan wurde" "action" "Ursache" "cause"}}',
        '{{/if}}',
        '{{/region}}',
        '| {{title}} |',
        '|---|',
      ].join('\n'),
      incidentOf({ id: '2026-06-10-x', title: 'a | b', actions: [{ id: 'A1', title: '`x|y`' }] }),
    ),
  ).toBe(
    '# Our own: a \\| b\n\n<!-- mortem:todo -->\n\n| Was getan wurde |\n| --- |\n| open: A1 \\`x\\|y\\` |\n\n<!-- /mortem:todo -->\n| a \\| b |\n|---|\n',
  )
})

test('data is never compiled', () => {
  const title = '{{#each this}}{{constructor}}{{/each}} {{{summary}}}'
  const incident = incidentOf({ id: '2026-06-10-x', title, summary: title })
  expect(render('{{#region "a"}}{{title}}{{/region}}', incident)).toContain(title.replace('_', '\\_'))
})

test.each([
  ['{{#region "a"}}\n{{titel}}\n{{/region}}', 2, 'there is no value "titel" here'],
  ['{{#region "a"}}\nx\n\n{{#if title}}', 4, 'is not a template'],
  [
    '{{#region "a"}}\n{{shout title}}{{/region}}',
    2,
    'there is no helper "shout"; known are region, table, pairs, list',
  ],
  ['{{#region "a"}}{{log "x"}}{{/region}}', 1, 'there is no helper "log"'],
  [
    '{{#region "a"}}\n{{table causes.rows "Cause" "couse"}}{{/region}}',
    2,
    'rows have no field "couse"; they have cause, action',
  ],
  ['{{#region "a"}}\n{{table causes.rows "Cause"}}{{/region}}', 2, 'table needs rows, then a head and a field'],
  ['x\n{{#region "No name"}}{{/region}}', 2, 'region needs a name'],
  ['{{#region "a"}}{{/region}}{{#region "a"}}{{/region}}', null, 'is there twice'],
  ['# {{title}}', null, 'has no {{#region}}'],
  ['{{#region "a"}}{{> partial}}{{/region}}', null, 'partial'],
  ['{{#region "a"}}{{constructor}}{{/region}}', 1, 'constructor'],
  ['{{#region "a"}}{{__proto__.x}}{{/region}}', 1, ''],
])('a mistake in an override names its place: %j', (text, line, message) => {
  let caught: unknown
  try {
    render(text)
  } catch (error) {
    caught = error
  }
  expect(caught).toBeInstanceOf(TemplateError)
  expect(caught).toMatchObject({ file: '.mortem/templates/post-mortem.md.hbs', line })
  expect((caught as TemplateError).message).toContain(message)
})
