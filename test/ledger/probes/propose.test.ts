/** What a commit did, as checks that would notice when it is taken out again. */
import { expect, test } from 'vitest'
import { proposeProbes } from '../../../src/ledger/probes/propose.ts'
import { isSecretPath, looksSecret } from '../../../src/ledger/probes/secret.ts'

const rule = (name: string) => `- alert: ${name}\n  expr: up == 0\n`

test('an alert that the commit adds: the one that the title names, else those that say something of it', async () => {
  const change = { path: 'r.yaml', before: rule('A'), after: rule('A') + rule('SignInDown') + rule('DatabaseSlow') }
  expect(await proposeProbes('Add SignInDown', [change])).toEqual([{ alert: 'SignInDown' }])
  expect(await proposeProbes('An alert on the slow database', [change])).toEqual([{ alert: 'DatabaseSlow' }])
  expect(await proposeProbes('Alert somebody', [change])).toEqual([{ alert: 'SignInDown' }, { alert: 'DatabaseSlow' }])
})

test('a file that the title names', async () => {
  const after = '# Sign-in\n'
  expect(await proposeProbes('Runbook sign-in.md', [{ path: 'runbooks/sign-in.md', before: null, after }])).toEqual([
    { path: 'runbooks/sign-in.md' },
  ])
})

test('a value of a configuration file', async () => {
  const yaml = (kind: string) =>
    `server:\n  storage:\n    - name: data\n      class: ${kind}\n    - name: x\n      class: y\n`
  const change = { path: 'values.yaml', before: yaml('nfs'), after: yaml('encrypted') }
  const path = 'server.storage[name=data].class'
  expect(await proposeProbes('Encrypt the storage', [change])).toEqual([
    { key: { file: 'values.yaml', path, equals: 'encrypted' } },
  ])
  const hcl = (port: number) => `resource "x" "y" {\n  port = ${port}\n}\n`
  expect(await proposeProbes('Move the port', [{ path: 'main.tf', before: hcl(1), after: hcl(2) }])).toEqual([
    { key: { file: 'main.tf', path: 'resource.x.y.port', equals: '2' } },
  ])
})

test('else the added line that says most of the title, and stands alone in its file', async () => {
  const before = 'start\nend\n'
  const after = `start
# check the exports before the backup
check_exports || abort the backup
check_exports || abort
log "check_exports of the backup"   # aligned
log "exports of the backup checked"
log "exports of the backup checked"
}
end
`
  expect(await proposeProbes('Check the exports before each backup', [{ path: 'backup.sh', before, after }])).toEqual([
    { file: 'backup.sh', contains: 'check_exports || abort the backup' },
  ])
  expect(
    await proposeProbes('Something else', [{ path: 'backup.sh', before, after: `${before}wait_for_exports 30\n` }]),
  ).toEqual([{ file: 'backup.sh', contains: 'wait_for_exports 30' }])
})

test.each([
  ['a version', 'image:\n  tag: 1.2.3\n'],
  ['a digest', 'image: x@sha256:0123456789abcdef0123456789abcdef\n'],
  ['a password', 'database:\n  password: hunter2hunter2\n'],
  ['a key with digits', 'apiKey: a1b2c3d4e5f6a7b8\n'],
  ['a token in an address', 'url: https://user:word@example.org/path\n'],
  ['a comment', '# the storage is encrypted now\n'],
])('%s is not proposed', async (_, after) => {
  expect(
    await proposeProbes('Change the image tag and the database storage', [{ path: 'a.yaml', before: '', after }]),
  ).toEqual([])
})

test('nothing is proposed from files of secrets', async () => {
  const change = { path: 'secrets/app.yaml', before: 'a: b\n', after: 'a: changed\n' }
  expect(await proposeProbes('Change a', [change])).toEqual([])
})

test.each([
  ['DB_PASSWORD=x', true],
  ['client_secret: x', true],
  ['-----BEGIN RSA PRIVATE KEY-----', true],
  ['ghp_abcdefghij', true],
  ['value = "kX9f2mQ7zR4tB8wL"', true],
  ['signature 9f86d081884c7d659a2feaa0c55ad015', true],
  ['$2y$10$abcdefghijklmnopqrstuv', true],
  ['storage_class_name = "proxmox-lvm-encrypted"', false],
  ['resource "kubernetes_daemon_set_v1" "kured_sentinel_gate" {', false],
  ['fsGroupChangePolicy = "OnRootMismatch"', false],
  ['- alert: AuthentikOutpostForwardAuth400Spike', false],
])('%s looks like a secret: %s', (line, secret) => {
  expect(looksSecret(line)).toBe(secret)
})

test('paths of secrets', () => {
  expect(['secrets/a.yaml', 'a/.env', 'x.tfvars', 'id.pem', 'vault-token.txt'].every(isSecretPath)).toBe(true)
  expect(['stacks/vault/main.tf', 'keel.tf', 'stacks/authentik/values.yaml'].some(isSecretPath)).toBe(false)
})
