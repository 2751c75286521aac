import { test } from 'vitest'
import { renderActionItems } from '../../src/documents/action-items.ts'
import { renderIndex } from '../../src/documents/index-page.ts'
import { renderPostMortem } from '../../src/documents/post-mortem.ts'
import { fillDocument } from '../../src/markdown/fill.ts'
import { bootStorm, fresh, keel } from './boot-storm.ts'
import { context, ledgerOf } from './ledger-of.ts'

test('look', () => {
  const l = ledgerOf([keel, bootStorm, fresh], {
    loose: [
      {
        file: 'post-mortems/2026-04-18-authentik-outpost-shm-full.md',
        id: '2026-04-18-authentik-outpost-shm-full',
        title: 'Outpost out of shared memory',
        date: '2026-04-18',
        links: [],
      },
    ],
  })
  const out = fillDocument(null, renderPostMortem(l, bootStorm, context()), l.commit)
  console.log(out.kind === 'write' && out.text)
  console.log(renderPostMortem(l, fresh, context()))
  console.log(renderActionItems(l, context()))
  console.log(renderIndex(l, context()))
  const t = performance.now()
  for (let i = 0; i < 100; i++) renderPostMortem(l, bootStorm, context())
  console.log((performance.now() - t) / 100, 'ms')
})
