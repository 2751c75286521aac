import { expect, test } from 'vitest'
import { forgeOf } from '../../src/git/forge.ts'

test.each([
  ['git@github.com:owner/repo.git', 'github', 'https://github.com/owner/repo'],
  ['https://github.com/owner/repo', 'github', 'https://github.com/owner/repo'],
  ['https://GitHub.com/Owner/Repo.git/', 'github', 'https://github.com/Owner/Repo'],
  ['https://user:gh%40token@github.com/owner/repo.git', 'github', 'https://github.com/owner/repo'],
  ['https://x-access-token:secret@github.example.org/owner/repo', 'github', 'https://github.example.org/owner/repo'],
  ['ssh://git@ssh.github.com:443/owner/repo.git', 'github', 'https://github.com/owner/repo'],
  ['git://github.com/owner/repo.git', 'github', 'https://github.com/owner/repo'],
  ['github.com:owner/repo', 'github', 'https://github.com/owner/repo'],
  ['git@gitlab.com:group/sub/deeper/repo.git', 'gitlab', 'https://gitlab.com/group/sub/deeper/repo'],
  ['ssh://git@gitlab.example.org:2222/group/repo.git', 'gitlab', 'https://gitlab.example.org/group/repo'],
  ['https://gitlab.example.org:8443/group/repo.git', 'gitlab', 'https://gitlab.example.org:8443/group/repo'],
  ['http://gitlab.local/group/repo.git', 'gitlab', 'http://gitlab.local/group/repo'],
  ['git@codeberg.org:owner/repo.git', 'forgejo', 'https://codeberg.org/owner/repo'],
  ['https://forgejo.example.org/owner/repo.git', 'forgejo', 'https://forgejo.example.org/owner/repo'],
  ['https://gitea.example.org/owner/repo.git?x#y', 'gitea', 'https://gitea.example.org/owner/repo'],
  ['git@bitbucket.org:owner/repo.git', 'bitbucket', 'https://bitbucket.org/owner/repo'],
  [
    'https://bitbucket.example.org/scm/KEY/repo.git',
    'bitbucket',
    'https://bitbucket.example.org/projects/KEY/repos/repo',
  ],
  [
    'ssh://git@bitbucket.example.org:7999/KEY/repo.git',
    'bitbucket',
    'https://bitbucket.example.org/projects/KEY/repos/repo',
  ],
  ['git@git.sr.ht:~user/repo', 'sourcehut', 'https://git.sr.ht/~user/repo'],
  ['https://git.sr.ht/~user/repo', 'sourcehut', 'https://git.sr.ht/~user/repo'],
])('%s', (remote, kind, url) => {
  expect(forgeOf(remote)).toEqual({ kind, url })
})

test.each([
  '',
  '/srv/git/github.com/owner/repo.git',
  '../github.com/owner/repo',
  './github:owner/repo',
  'file:///srv/github.com/owner/repo.git',
  'C:\\github\\owner\\repo',
  'C:/github/owner/repo',
  'https://git.example.org/owner/repo.git',
  'git@git.example.org:github/repo.git',
  'https://example.org/github.com/repo',
  'https://github.com/owner',
  'https://github.com',
  'javascript://github.com/owner/repo',
  'ext::sh -c github.com/owner/repo',
  'gh:owner/repo',
  'https://notsr.ht/~user/repo',
])('says nothing about %j', (remote) => {
  expect(forgeOf(remote)).toBeNull()
})
