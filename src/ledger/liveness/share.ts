/** Several actions answered by one commit: which of its lines serve which action. */
import { coverage, tellingWords } from '../likeness.ts'
import type { WatchedLine } from './footprint.ts'

/** An action's words must be in a block to this share, or the block could be anybody's. */
const least = 0.3

/**
 * The lines that serve the action called `title`, where `others` are the titles of the actions that the same commit
 * answers. A run of lines goes to the one action whose words it holds best; one that speaks for none serves all.
 */
export function servedLines(
  lines: readonly WatchedLine[],
  title: string,
  others: readonly string[],
): readonly WatchedLine[] {
  if (others.length === 0) return lines
  const blocks = new Map<number, WatchedLine[]>()
  for (const line of lines) {
    const members = blocks.get(line.block)
    if (members) members.push(line)
    else blocks.set(line.block, [line])
  }
  if (blocks.size < 2) return lines
  const wanted = tellingWords(title)
  const rivals = others.map(tellingWords)
  const served: WatchedLine[] = []
  let own = 0
  for (const members of blocks.values()) {
    const words = tellingWords(members.map(({ path, text }) => `${path} ${text}`).join('\n'))
    const mine = coverage(wanted, words)
    const best = Math.max(...rivals.map((rival) => coverage(rival, words)))
    if (mine >= least && mine > best) own++
    if (Math.max(mine, best) < least || mine >= best) served.push(...members)
  }
  return own > 0 ? served : lines
}
