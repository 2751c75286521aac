/** Evidence put together: one link for each change that answers an incident or action, under its best name. */
import { fileName } from '../model/file-name.ts'
import type { LinkRelation } from '../model/words.ts'
import type { Evidence, Scene } from './evidence.ts'
import type { Link } from './ledger.ts'
import type { ProsePath } from './prose-path.ts'
import { byWorth } from './vias.ts'

export interface LinkContext {
  scene: Scene
  shallow: boolean
  releases: ReadonlyMap<number, string>
  reverted: ReadonlyMap<number, number>
  isProse: ProsePath
}

/** What a link says most: a commit that fixed something is not listed again as merely related. */
const weight: Record<LinkRelation, number> = { caused: 0, fixed: 1, mitigated: 2, reverted: 3, suspect: 4, related: 5 }

/** The links of one incident or action, oldest commit first, dead ones last. */
export function linksOf(evidence: readonly Evidence[], context: LinkContext): Link[] {
  const groups = new Map<string, Evidence[]>()
  for (const sign of evidence) {
    const twins = sign.commit === null ? null : context.scene.graph.twins(sign.commit)
    const key = `${twins ? twins[0] : sign.recorded} ${sign.relation === 'caused'}`
    const members = groups.get(key)
    if (members) members.push(sign)
    else groups.set(key, [sign])
  }
  const links = [...groups.values()].flatMap((signs) => toLinks(signs, context))
  return links.sort(
    (a, b) => (a.date ?? Number.MAX_SAFE_INTEGER) - (b.date ?? Number.MAX_SAFE_INTEGER) || compare(a.commit, b.commit),
  )
}

function toLinks(signs: readonly Evidence[], context: LinkContext): Link[] {
  const sorted = signs.toSorted((a, b) => weight[a.relation] - weight[b.relation] || byWorth(a, b))
  const [best] = sorted as [Evidence]
  const { graph } = context.scene
  const written = sorted.find((sign) => sign.recorded !== null)
  const recorded = written?.recorded ?? null
  const same = sorted.filter(({ relation }) => relation === best.relation)
  const note = same.map((sign) => sign.note).find((text) => text !== null) ?? null
  const base = { relation: best.relation, via: best.via, strength: best.strength, recorded, note }
  if (best.commit === null) {
    const candidates = (best.healing?.candidates ?? []).map((n) => graph.at(n).hash)
    const why = note ?? best.healing?.reason ?? null
    return [{ ...dead, ...base, note: why, candidates, landed: context.shallow ? null : false }]
  }

  const own = written?.commit ?? best.commit
  const { hash, subject, author, committed } = graph.at(own)
  const twins = graph.twins(own)
  const link: Link = {
    ...dead,
    ...base,
    commit: hash,
    twins: twins.filter((n) => n !== own).map((n) => graph.at(n).hash),
    subject,
    author,
    date: committed,
    healedBy: written?.healing?.by ?? null,
    landed: true,
    release: context.releases.get(own) ?? null,
    paths: paths(hash, same, context),
  }
  const reverter = twins.every((n) => context.reverted.has(n)) ? context.reverted.get(own) : undefined
  return reverter === undefined || best.relation === 'related' ? [link] : [link, revertOf(link, reverter, context)]
}

const dead: Link = {
  commit: null,
  twins: [],
  subject: null,
  author: null,
  date: null,
  relation: 'fixed',
  via: 'record',
  strength: 'certain',
  recorded: null,
  healedBy: null,
  candidates: [],
  landed: null,
  release: null,
  note: null,
  paths: [],
  liveness: null,
}

function revertOf(link: Link, reverter: number, { scene, releases }: LinkContext): Link {
  const { hash, subject, author, committed } = scene.graph.at(reverter)
  return {
    ...link,
    commit: hash,
    twins: [],
    subject,
    author,
    date: committed,
    relation: 'reverted',
    recorded: null,
    healedBy: null,
    release: releases.get(reverter) ?? null,
    note: `takes back ${(link.commit as string).slice(0, 12)}`,
  }
}

/** The commit's files that serve the action: those its bullets or fingerprint name, else all that are not prose. */
function paths(hash: string, signs: readonly Evidence[], { scene, isProse }: LinkContext): string[] {
  const changed = (scene.changes.get(hash) ?? []).map(({ path }) => path)
  const work = changed.filter((path) => !isProse(path))
  const all = work.length > 0 ? work : changed
  const keys = signs.flatMap((sign) => sign.keys ?? [])
  const named = changed.filter((path) => keys.some((key) => isNamed(path, key)))
  return (named.length > 0 ? named : all).toSorted()
}

/** `values.yaml`, `authentik/values.yaml`, a folder `traefik`, or a file without its ending. */
export function isNamed(path: string, key: string): boolean {
  const name = key.replace(/^\.?\/|\/$/g, '')
  if (name === '') return false
  if (path === name || path.endsWith(`/${name}`)) return true
  return `/${path}`.includes(`/${name}/`) || fileName(path).replace(/\.[^.]+$/, '') === name
}

function compare(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0
}
