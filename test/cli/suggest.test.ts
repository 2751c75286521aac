/** `mortem link --suggest` and `mortem new --suggest` as a person and a script see them. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRepository } from '../support/repository.ts'
import { json, mortem, ok } from './run.ts'

const file = 'post-mortems/2026-01-10-boot-storm.yaml'
const record = `id: 2026-01-10-boot-storm # kept
title: Boot storm
severity: SEV2
status: mitigated
times:
  started: 2026-01-10T08:00:00Z
summary: The pods booted at once.
actions:
  - id: A1
    priority: P1
    title: Pin the image tag
    status: todo
`

async function repository() {
  const repo = await makeRepository()
  await repo.commit({ message: 'base', files: { 'values.yaml': 'tag: latest\n' } })
  const files = { 'values.yaml': 'tag: "1.2.3" # image\n' }
  const pin = await repo.commit({ message: 'values: pin the tag of the image', files, date: '2026-01-10T12:00:00Z' })
  await repo.commit({ message: 'record', files: { [file]: record }, date: '2026-01-11T12:00:00Z' })
  return { repo, pin }
}

test('candidates with reasons, as JSON and as text with the next step', async () => {
  const { repo, pin } = await repository()
  const { schema, suggestions } = json(repo, 'link', '--suggest', '--json')
  expect(schema).toBe(1)
  expect(suggestions).toHaveLength(1)
  expect(suggestions[0]).toMatchObject({ action: '2026-01-10-boot-storm#A1', title: 'Pin the image tag' })
  expect(suggestions[0].candidates[0]).toMatchObject({ commit: pin, subject: 'values: pin the tag of the image' })
  expect(suggestions[0].candidates[0].reasons.at(-1)).toBe('the same day')
  const text = ok(repo, 'link', '--suggest', 'boot-storm#A1')
  expect(text).toContain(`next: mortem link '2026-01-10-boot-storm#A1' ${pin.slice(0, 12)}`)
})

test('--accept writes the first into the record, comments kept, and it is certain from then on', async () => {
  const { repo, pin } = await repository()
  ok(repo, 'link', '--suggest', '--accept', 'boot-storm#A1', '--dry-run')
  expect(await readFile(join(repo.path, file), 'utf8')).toBe(record)
  ok(repo, 'link', '--suggest', '--accept', 'boot-storm#A1')
  const text = await readFile(join(repo.path, file), 'utf8')
  expect(text.startsWith(record)).toBe(true)
  expect(text).toContain(pin)
  expect(json(repo, 'link', '--suggest', '--json').suggestions).toEqual([])
  expect(mortem(repo, 'link', '--suggest', '--accept')).toMatchObject({ code: 2 })
})

test('new --suggest names what looks like an incident and writes nothing', async () => {
  const { repo } = await repository()
  const message = 'redis: hotfix for the outage\n\nSign-in was down for 40 minutes.\n'
  const hotfix = await repo.commit({ message, files: { 'redis.tf': '1' }, date: '2026-03-01T10:00:00Z' })
  const { suggestions } = json(repo, 'new', '--suggest', '--json')
  expect(suggestions).toMatchObject([
    { title: 'redis: hotfix for the outage', best: hotfix, date: '2026-03-01T10:00:00Z' },
  ])
  expect(ok(repo, 'new', '--suggest')).toContain(`next: mortem new --from ${hotfix.slice(0, 12)}`)
  expect(repo.git('status', '--porcelain')).toBe('')
})
