import fc from 'fast-check'
import { expect, test } from 'vitest'
import { incidentSchema } from '../../src/model/incident.ts'
import { newRecord } from '../../src/workspace/new-record.ts'
import { readYaml } from '../../src/workspace/yaml.ts'
import { rawIncident } from './incident-arbitrary.ts'

test('a new record, in the order of the schema', () => {
  const text = newRecord(
    {
      title: 'Authentik downgrade boot storm',
      id: '2026-06-10-authentik-downgrade-boot-storm',
      summary: 'Sign-in was down.\nThe cause was a downgrade.\n',
      status: 'resolved',
      owner: null,
      services: ['authentik', 'postgres'],
      times: { resolved: '2026-06-10T23:10:00Z', started: '~2026-06-10' },
      timeline: [{ event: 'The primary failed over.', at: '2026-06-10T22:40:58Z', kind: 'impact' }],
      actions: [
        {
          title: 'Pin the image tag: to the live one',
          id: 'A1',
          commits: ['4e882989', { commit: '01955916', subject: 'fix: pin' }],
          verify: [{ file: 'values.yaml', matches: 'tag: "?2026\\.' }],
        },
      ],
      lessons: [],
    },
    '../schema/incident.json',
  )
  expect(text).toBe(`# yaml-language-server: $schema=../schema/incident.json
id: 2026-06-10-authentik-downgrade-boot-storm
title: Authentik downgrade boot storm
status: resolved
services: [authentik, postgres]
owner: null
times:
  started: "~2026-06-10"
  resolved: "2026-06-10T23:10:00Z"
summary: |
  Sign-in was down.
  The cause was a downgrade.
timeline:
  - { at: "2026-06-10T22:40:58Z", kind: impact, event: The primary failed over. }
actions:
  - id: A1
    title: "Pin the image tag: to the live one"
    commits:
      - "4e882989"
      - { commit: "01955916", subject: "fix: pin" }
    verify:
      - { file: values.yaml, matches: 'tag: "?2026\\.' }
lessons: []
`)
})

test('a generated record is valid, and what is written is what is read', () => {
  fc.assert(
    fc.property(rawIncident, (raw) => {
      expect(incidentSchema.safeParse(raw).error?.issues ?? []).toEqual([])
      const { value, problems } = readYaml(newRecord(raw), 'x.yaml')
      expect(problems).toEqual([])
      expect(value).toEqual(raw)
    }),
    { numRuns: 300 },
  )
})
