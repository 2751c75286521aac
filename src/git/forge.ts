/** A web address for a repository, and the forge software that serves it. */
export interface Forge {
  kind: 'github' | 'gitlab' | 'forgejo' | 'gitea' | 'bitbucket' | 'sourcehut'
  /** The repository's page, without a slash at the end and without credentials. */
  url: string
}

const kinds: [word: RegExp, kind: Forge['kind']][] = [
  [/forgejo|codeberg/, 'forgejo'],
  [/gitea/, 'gitea'],
  [/gitlab/, 'gitlab'],
  [/github/, 'github'],
  [/bitbucket/, 'bitbucket'],
  [/(?:^|\.)sr\.ht$/, 'sourcehut'],
]

/**
 * The forge behind a remote's URL, told by words in its host name; null for a local path and for a host that says nothing.
 * Reads `https://`, `ssh://`, `git://` and `user@host:path`.
 */
export function forgeOf(remoteUrl: string): Forge | null {
  const address = parse(remoteUrl.trim())
  if (!address) return null
  const host = address.host.toLowerCase()
  const kind = kinds.find(([word]) => word.test(host.replace(/:\d+$/, '')))?.[1]
  const path = address.path.replace(/^\/+|(?<!\/)\/+$/g, '').replace(/\.git$/, '')
  if (!kind || !/^[^/]+(?:\/+[^/]+)+$/.test(path)) return null
  return { kind, url: new URL(`${address.scheme}//${host}/${pagePath(kind, host, path)}`).href }
}

interface Address {
  scheme: 'http:' | 'https:'
  host: string
  path: string
}

function parse(remote: string): Address | null {
  // `host:path`; one letter before the colon is a Windows drive.
  const scp = /^(?:[^@/\s]+@)?([\w.-]{2,}):(?!\/\/)(.+)$/.exec(remote)
  if (scp) return { scheme: 'https:', host: webHost(scp[1] ?? ''), path: scp[2] ?? '' }
  if (!/^(?:https?|ssh|git|git\+ssh|ssh\+git):\/\//i.test(remote) || !URL.canParse(remote)) return null
  const { protocol, host, hostname, pathname } = new URL(remote)
  // The port of a page is a web server's; those of ssh and git serve no pages.
  if (protocol === 'http:' || protocol === 'https:') return { scheme: protocol, host, path: pathname }
  return { scheme: 'https:', host: webHost(hostname), path: pathname }
}

/** GitHub, GitLab and Bitbucket offer ssh on port 443 of a host of its own. */
const webHost = (host: string) => host.replace(/^(?:alt)?ssh\./i, '')

function pagePath(kind: Forge['kind'], host: string, path: string): string {
  if (kind !== 'bitbucket' || host === 'bitbucket.org') return path
  // Bitbucket Data Center clones from /scm/KEY/name (ssh: /KEY/name) and shows it at /projects/KEY/repos/name.
  const own = /^(.*?)(?:scm\/)?([^/]+)\/([^/]+)$/.exec(path)
  return own ? `${own[1]}projects/${own[2]}/repos/${own[3]}` : path
}
