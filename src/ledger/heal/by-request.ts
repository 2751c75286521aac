/** The forge's request number: what a squash in the web interface keeps. */
import { subjectTakesBack } from '../../message/subject.ts'
import type { Ground } from './ground.ts'
import type { Known } from './known.ts'

export function byRequest({ request, hash }: Known, ground: Ground): number[] {
  if (request === null) return []
  const { graph } = ground
  return ground
    .withRequest(request)
    .filter((n) => !graph.at(n).hash.startsWith(hash) && !subjectTakesBack(graph.at(n).subject))
}
