import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/workspace/configuration.ts'
import { temporary } from './temporary.ts'

test('without a file, and with an empty one, the defaults hold', async () => {
  const { config, problems, text } = await readConfig(temporary())
  expect({ problems, text, folder: config.paths['post-mortems'] }).toEqual({
    problems: [],
    text: null,
    folder: 'post-mortems',
  })
  const empty = await readConfig(temporary({ 'mortem.yaml': '# nothing yet\n' }))
  expect(empty).toEqual({ config, problems: [], text: '# nothing yet\n' })
})

test('what is written counts', async () => {
  const { config } = await readConfig(
    temporary({ 'mortem.yaml': 'paths: { post-mortems: docs/pm }\nrules: { missing-owner: warn }\n' }),
  )
  expect(config.paths).toEqual({
    'post-mortems': 'docs/pm',
    runbooks: 'runbooks',
    templates: '.mortem/templates',
    site: 'site',
  })
  expect(config.rules['missing-owner']).toBe('warn')
})

describe('a broken one gives the defaults and says why', () => {
  test.each([
    ['paths: /x\n', '1:8 paths: "/x" is not a map; expected lines such as "post-mortems: …"'],
    ['paths: { post-mortems: /x }\n', '1:24 paths["post-mortems"]'],
    ['pathes: {}\n', '1:1 unknown key "pathes"; did you mean "paths"?'],
    ['rules: { dead-lnk: warn }\n', '1:10 rules: unknown key "dead-lnk"; did you mean "dead-link"?'],
    ['rules: { dead-link: on }\n', '1:21 rules.dead-link: "on" is not a policy; expected off, warn or block'],
    ['severities: []\n', '1:1 severities: has too few entries; expected at least 1'],
    ['messages: { trackers: ["("] }\n', '1:24 messages.trackers[0]: "(" is not a regular expression'],
    [
      'forge: { kind: x }\n',
      '1:16 forge.kind: "x" is not a forge; expected github, gitlab, forgejo, gitea, bitbucket, sourcehut or none',
    ],
    ['a: [\n', '2:1 the list that begins with [ is not closed, or its lines are not indented'],
  ])('%j', async (text, expected) => {
    const { config, problems } = await readConfig(temporary({ 'mortem.yaml': text }))
    expect(config.paths.runbooks).toBe('runbooks')
    const first = `${problems[0]?.line}:${problems[0]?.column} ${problems[0]?.message}`
    expect(first).toContain(expected.replace('["post-mortems"]', '.post-mortems'))
    expect(problems[0]?.file).toBe('mortem.yaml')
  })
})
