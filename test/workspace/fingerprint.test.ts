import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configSchema } from '../../src/model/config.ts'
import { digestOf } from '../../src/workspace/fingerprint.ts'
import { readIncidents } from '../../src/workspace/incidents.ts'
import { watched } from '../../src/workspace/watched.ts'
import { temporary } from './temporary.ts'

test('each change of what is read changes the digest, and nothing else does', () => {
  const root = temporary({
    'mortem.yaml': '',
    'pm/a.yaml': 'a',
    'pm/b/c.md': 'c',
    'pm/x.png': 'x',
    'other/x.yaml': 'x',
  })
  const watch = ['mortem.yaml', 'pm', 'absent', 'gone.json']
  const seen = new Set([digestOf(root, watch)])
  const unchanged = (change: () => void) => {
    const before = digestOf(root, watch)
    change()
    expect(digestOf(root, watch)).toBe(before)
  }
  const changed = (change: () => void) => {
    change()
    const digest = digestOf(root, watch)
    expect(seen).not.toContain(digest)
    seen.add(digest)
  }
  const write = (path: string, text: string) => () => writeFileSync(join(root, path), text)
  unchanged(() => expect(digestOf(root, watch.toReversed())).toBe([...seen][0]))
  unchanged(write('pm/x.png', 'y'))
  unchanged(write('other/x.yaml', 'y'))
  unchanged(write('pm/a.yaml', 'a'))
  changed(write('mortem.yaml', '# x'))
  changed(write('pm/a.yaml', 'b'))
  changed(write('pm/b/d.yaml', ''))
  changed(() => renameSync(join(root, 'pm/a.yaml'), join(root, 'pm/e.yaml')))
  changed(() => rmSync(join(root, 'pm/b/c.md')))
  changed(write('gone.json', '{}'))
  changed(() => symlinkSync('/etc', join(root, 'pm/etc')))
  changed(() => rmSync(join(root, 'pm'), { recursive: true }))
})

test('what is watched', async () => {
  const root = temporary({
    'post-mortems/2026-06-10-a.yaml': 'id: 2026-06-10-a\ntitle: t\ndocument: docs/x.md\n',
    'post-mortems/2026-06-10-b.yaml': 'id: 2026-06-10-b\ntitle: t\n',
  })
  const config = configSchema.parse({})
  const { records } = await readIncidents(root, config)
  expect(watched(config, records)).toEqual([
    '.mortem/baseline.json',
    '.mortem/templates',
    'docs/x.md',
    'mortem.yaml',
    'post-mortems',
    'runbooks',
  ])
})
