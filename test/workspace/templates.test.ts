import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { configSchema } from '../../src/model/config.ts'
import { readTemplates } from '../../src/workspace/templates.ts'
import { temporary } from './temporary.ts'

const config = configSchema.parse({})

test('built-in templates, replaced by file name', async () => {
  const shipped = pathToFileURL(`${temporary({ 'a.md.hbs': 'A', 'b.md.hbs': 'B', 'notes.txt': '' })}/`)
  const root = temporary({
    '.mortem/templates/b.md.hbs': 'mine',
    '.mortem/templates/c.md.hbs': 'C',
    '.mortem/templates/readme.md': '',
  })
  const { templates, problems } = await readTemplates(root, config, shipped)
  expect(problems).toEqual([])
  expect([...templates]).toEqual([
    ['a.md.hbs', { text: 'A', file: 'templates/a.md.hbs' }],
    ['b.md.hbs', { text: 'mine', file: '.mortem/templates/b.md.hbs' }],
    ['c.md.hbs', { text: 'C', file: '.mortem/templates/c.md.hbs' }],
  ])
})

test('an override that cannot be read is a problem, and the built-in one stands', async () => {
  const shipped = pathToFileURL(`${temporary({ 'a.md.hbs': 'A' })}/`)
  const root = temporary({ '.mortem/templates/a.md.hbs': new Uint8Array([0xff]) })
  const { templates, problems } = await readTemplates(root, config, shipped)
  expect(templates.get('a.md.hbs')?.text).toBe('A')
  expect(problems).toMatchObject([{ file: '.mortem/templates/a.md.hbs', message: 'is not UTF-8: byte 1 is 0xff' }])
})

test('the package ships a folder of templates', async () => {
  expect((await readTemplates(temporary(), config)).problems).toEqual([])
})
