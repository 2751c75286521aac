/** Several people, or a person and a script, edit one record at the same moment: nothing is lost. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRepository } from '../support/repository.ts'
import { ok, started } from './run.ts'

test('six events and two actions at once are all there, each action under an id of its own', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { 'values.yaml': 'image: latest\n' } })
  ok(repo, 'new', 'Sign-in is broken', '--started', '2026-06-10T22:20:00Z')

  const calls = [
    ...['one', 'two', 'three', 'four', 'five', 'six'].map((event) => ['log', event]),
    ...['Pin the tag', 'Alert on it'].map((title) => ['action', 'add', title]),
  ]
  const ran = await Promise.all(calls.map((call) => started(repo, ...call)))
  expect(ran.map(({ code }) => code)).toEqual(calls.map(() => 0))

  const text = await readFile(join(repo.path, 'post-mortems', '2026-06-10-sign-in-is-broken.yaml'), 'utf8')
  const events = [...text.matchAll(/event: (\w+)/g)].map((match) => match[1])
  expect(events.sort()).toEqual(['five', 'four', 'one', 'six', 'three', 'two'])
  expect([...text.matchAll(/- id: (A\d)/g)].map((match) => match[1])).toEqual(['A1', 'A2'])
})
