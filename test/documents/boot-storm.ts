/** One incident with everything a record can hold, retold from the example of the documentation. */
import type { LedgerIncident } from '../../src/ledger/ledger.ts'
import { incidentOf, seconds } from './ledger-of.ts'

const pin = {
  commit: '4e88298901c3a2b4c5d6e7f8091a2b3c4d5e6f70',
  subject: 'authentik: pin the image tag, reap idle transactions',
  date: seconds('2026-06-10T23:58:12Z'),
}

const record = {
  id: '2026-06-10-authentik-downgrade-boot-storm',
  title: 'Authentik downgrade boot storm',
  severity: 'sev-2',
  status: 'resolved',
  review: 'draft',
  aliases: ['boot-storm'],
  services: ['authentik', 'postgres'],
  owner: 'viktor',
  tracker: 'https://forge.example/infra/issues/42',
  timezone: 'Europe/Sofia',
  times: {
    started: '2026-06-10T22:20:00Z',
    detected: '~2026-06-10T22:24Z',
    mitigated: '2026-06-10T23:02:00Z',
    resolved: '2026-06-10T23:10:00Z',
  },
  detection: { by: 'person', 'should-have': 'AuthentikDown' },
  summary:
    'An apply set the authentik image back to the version that the chart pins, older than the one that was running.\n' +
    'All pods restarted at once, each ran the old migrations, and nobody could sign in for **fifty minutes**.\n',
  impact: {
    users: 'Every service behind forward-auth asked for emergency credentials.',
    'data-loss': 'none',
    revenue: null,
  },
  timeline: [
    { at: '2026-06-10', event: 'The image had been upgraded by `keel` some time that day.' },
    {
      at: '2026-06-10T22:20:00Z',
      kind: 'trigger',
      event: '`terraform apply` of the authentik stack.',
      source: 'CI log',
    },
    { at: '~2026-06-10T22:24Z', kind: 'detection', event: 'Sign-in fails; noticed by hand.' },
    {
      at: '2026-06-10T22:40:58Z',
      kind: 'impact',
      event: 'The shared PostgreSQL primary failed over.',
      source: 'cnpg operator log',
    },
    {
      at: '2026-06-10T22:58:00Z',
      kind: 'action',
      event: 'Liveness probe patched by hand, so that boots could finish.',
    },
    { at: '2026-06-11T01:20:00Z', event: 'Dashboards checked, nothing left over.' },
  ],
  causes: [
    {
      id: 'C1',
      kind: 'root',
      confidence: 'confirmed',
      title: 'The chart pin was older than the live image, so an apply was a silent downgrade',
      detail: 'Nothing compares the two. `helm diff` shows a tag as one more changed line.',
      commits: ['97ccdbec'],
    },
    { id: 'C2', kind: 'contributing', confidence: 'refuted', title: 'The node ran out of memory' },
    { id: 'C3', kind: 'root', confidence: 'likely', title: 'Dead sessions kept the migration lock' },
    { id: 'C4', kind: 'aggravating', title: 'Persistent connections filled the pool' },
    { id: 'C5', kind: 'contributing', title: 'The emergency credentials were in authentik too' },
  ],
  'detection-gaps': [
    {
      gap: 'No alert on a falling image tag',
      effect: 'The downgrade looked like a configuration change',
      action: 'A3',
    },
    { gap: 'No probe signs in from outside', effect: null },
  ],
  changes: [
    { at: '2026-06-10T22:58:00Z', relation: 'mitigated', what: 'Liveness probe patched by hand', codified: '4e882989' },
    { at: '2026-06-10T23:05:00Z', relation: 'mitigated', what: '`max_connections` raised to 400', codified: 'pending' },
  ],
  actions: [
    {
      id: 'A1',
      priority: 'P0',
      title: 'Pin the image tag to the live tag',
      addresses: ['C1'],
      status: 'done',
      commits: ['4e882989'],
    },
    {
      id: 'A2',
      priority: 'P1',
      title: 'Compare live and pinned tag in CI',
      addresses: ['C1'],
      status: 'done-alt',
      resolution: 'The overlay image pins harder',
    },
    {
      id: 'A3',
      priority: 'P1',
      title: 'Alert on a falling image tag',
      status: 'in-progress',
      owner: 'ada',
      due: '2026-07-01',
    },
    {
      id: 'A4',
      priority: 'P1',
      title: 'Reap idle transactions',
      addresses: ['C3'],
      status: 'done',
      tracker: 'code-8vr0',
    },
    {
      id: 'A5',
      priority: 'P3',
      title: 'Move to another identity provider',
      status: 'wont-do',
      resolution: 'Costs more than it saves',
    },
    {
      id: 'A6',
      priority: 'P2',
      title: 'Alert on pool waits',
      addresses: ['C4'],
      due: '2026-08-01',
      tracker: 'https://forge.example/infra/issues/51',
    },
    { id: 'A7', priority: 'P2', title: 'Write down how to sign in without authentik', status: 'done' },
  ],
  recurs: ['2026-05-17-authentik-keel'],
  lessons: ['Compare the live tag with the pin before every apply.', 'A probe that kills a slow boot makes it slower.'],
  related: ['2026-04-18-authentik-outpost-shm-full'],
  runbooks: ['authentik-boot-storm'],
}

export const bootStorm: LedgerIncident = incidentOf(record, {
  links: [
    {
      commit: '97ccdbec00112233445566778899aabbccddeeff',
      recorded: '97ccdbec',
      subject: 'authentik: chart 2025.12.4',
      date: seconds('2026-05-16T09:12:44Z'),
      relation: 'caused',
    },
    { ...pin, recorded: '4e882989', relation: 'mitigated' },
  ],
  actions: {
    A1: { links: [{ ...pin, recorded: '4e882989', paths: ['stacks/authentik/values.yaml'] }] },
    A2: { proven: true },
    A4: { links: [{ ...pin, via: 'bullet', strength: 'probable', paths: ['stacks/authentik/pgbouncer.ini'] }] },
    A7: { proven: false },
  },
  alike: ['2026-05-17-authentik-keel'],
})

export const keel: LedgerIncident = incidentOf({
  id: '2026-05-17-authentik-keel',
  title: 'Sign-in broken by an automatic upgrade',
  severity: 'SEV3',
  status: 'closed',
  services: ['authentik'],
  times: { started: '2026-05-16T23:20:00Z', resolved: '2026-05-17T00:09:00Z' },
  summary: 'A rolled image broke sign-in.',
  actions: [{ id: 'A1', priority: 'P0', title: 'Keep automatic upgrades off authentik', due: '2026-06-01' }],
})

/** What a record looks like an hour into an incident. */
export const fresh: LedgerIncident = incidentOf({ id: '2026-07-14-dns', title: 'DNS does not answer' })
