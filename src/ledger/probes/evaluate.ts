/** Declared checks (`verify:`) → what the tree answers. Pure; nothing in a record or a file can make it run for long. */
import type { Probe } from '../../model/incident.ts'
import { readKeyPath } from '../../model/key-path.ts'
import { type Effort, findsPattern, readPattern } from '../../model/pattern.ts'
import type { ProbeResult } from '../ledger.ts'
import { isEqual, type KeyNode, nodesAt } from './key-node.ts'
import { nearestLine, spelledOut } from './nearest-line.ts'
import { demand } from './says.ts'
import type { AlertView, FileView, TreeView } from './view.ts'

/** Steps of expressions over all probes of one run, and of one probe: about a second, and a tenth of one. */
const effortOfAll = 200_000_000
const effortOfOne = 20_000_000

interface Answer {
  state: ProbeResult['state']
  /** What was found; null when there is nothing to add. */
  found: string | null
}

export function evaluate(probes: readonly Probe[], view: TreeView): ProbeResult[] {
  const effort: Effort = { left: effortOfAll }
  return probes.map((probe) => {
    const { state, found } = answer(probe, view, effort)
    return { probe, state, says: found === null ? demand(probe) : `${demand(probe)} (${found})` }
  })
}

const passing: Answer = { state: 'passing', found: null }
const failing = (found: string): Answer => ({ state: 'failing', found })
const unknown = (found: string): Answer => ({ state: 'unknown', found })

function answer(probe: Probe, view: TreeView, effort: Effort): Answer {
  if ('alert' in probe) return alertAnswer(view.alert(probe.alert))
  if ('path' in probe) return view.has(probe.path) ? passing : failing(absence(view.file(probe.path)))
  if ('key' in probe) return keyAnswer(probe.key, view)
  const file = view.file(probe.file)
  if (file.state === 'unread') return unknown(unreadable)
  if (file.state === 'missing') {
    if (!('absent' in probe)) return failing(absence(file))
    // A file that was deleted holds nothing; one that was moved, or was never there, says nothing of the text.
    return file.was && file.now === null ? { state: 'passing', found: 'the file was deleted' } : unknown(absence(file))
  }
  if ('matches' in probe) return matchAnswer(probe.matches, file.text, effort)
  const text = file.text.includes('\r') ? file.text.replaceAll('\r\n', '\n') : file.text
  if ('contains' in probe)
    return text.includes(probe.contains) ? passing : failing(reading(text, probe.contains, effort))
  const at = text.indexOf(probe.absent)
  return at < 0 ? passing : failing(`line ${text.slice(0, at).split('\n').length} holds it`)
}

const unreadable = 'the file cannot be read: it is missing in this clone, no text, or above 1 MiB'

function absence(file: FileView): string {
  if (file.state !== 'missing') return 'the file is not there'
  if (file.now !== null) return `the file is not there; the same content is now at ${file.now}`
  return file.was ? 'the file is not there any more' : 'the file is not there'
}

function matchAnswer(source: string, text: string, all: Effort): Answer {
  const pattern = readPattern(source)
  if (typeof pattern === 'string') return unknown(`the expression ${pattern}`)
  const before = Math.min(all.left, effortOfOne)
  const effort = { left: before }
  for (const line of text.split(/\r?\n/)) {
    const found = findsPattern(pattern, line, effort)
    if (found === null) break
    if (found) {
      all.left -= before - effort.left
      return passing
    }
  }
  all.left -= before - Math.max(effort.left, 0)
  if (effort.left < 0) return unknown('the expression takes too long on this file; make it simpler')
  return failing(reading(text, spelledOut(source), all))
}

/** What the file has instead. Comparing lines is work too; when there was too much of it, the answer is shorter. */
function reading(text: string, wanted: string, effort: Effort): string {
  effort.left -= text.length
  if (effort.left < 0) return 'it does not'
  const line = nearestLine(text, wanted.split('\n', 1)[0] as string)
  return line === null ? 'no line is like it' : `it reads  ${line}`
}

function alertAnswer({ defined, named, unread, unsearched }: AlertView): Answer {
  const [first] = defined
  if (first) return { state: 'passing', found: `it is, in ${first.path}:${first.line}` }
  if (unread.length > 0) return unknown(`${unread[0]} holds the name, but cannot be read`)
  if (unsearched.length > 0)
    return unknown(`${count(unsearched)} missing in this clone; get all with: git fetch --refetch --no-filter`)
  return failing(
    named.length > 0 ? `${named[0]} holds the name, but no rule with an expression` : 'no rule has the name',
  )
}

/** `rules.yaml is`, `rules.yaml and 3 more files are`. */
function count([first, ...more]: readonly string[]): string {
  if (more.length === 0) return `${first} is`
  return `${first} and ${more.length} more ${more.length === 1 ? 'file' : 'files'} are`
}

function keyAnswer(key: Extract<Probe, { key: unknown }>['key'], view: TreeView): Answer {
  const file = view.file(key.file)
  if (file.state === 'unread') return unknown(unreadable)
  if (file.state === 'missing') return failing(absence(file))
  const path = readKeyPath(key.path)
  if (typeof path === 'string') return unknown(`the path ${path}`)
  const root = view.keys(key.file)
  if (typeof root === 'string') return unknown(root)
  const nodes = nodesAt(root, path)
  if (nodes.some(({ kind }) => kind === 'twice')) return unknown('the key is there twice')
  if ('exists' in key) {
    if (nodes.length > 0 === key.exists) return passing
    return failing(key.exists ? notThere(root, path) : 'it is there')
  }
  if (nodes.some((node) => isEqual(node, key.equals))) return passing
  const [first] = nodes
  return failing(first ? `it is ${spoken(first)}` : notThere(root, path))
}

/** How far the path goes. */
function notThere(root: KeyNode, path: Parameters<typeof nodesAt>[1]): string {
  let known = 0
  while (known < path.length && nodesAt(root, path.slice(0, known + 1)).length > 0) known++
  const next = path[known]
  const what = next?.kind === 'key' ? `no ${next.name}` : next?.kind === 'index' ? `no item ${next.at}` : 'no such item'
  return known === 0 ? `the file has ${what}` : `there is ${what} in it`
}

function spoken(node: KeyNode): string {
  if (node.kind === 'text') return node.text.length > 200 ? `${node.text.slice(0, 200)}…` : node.text
  return node.kind === 'list' && !node.each ? 'a list' : 'a map'
}
