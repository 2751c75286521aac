/** Of all that the branches of a union say about a value, the one thing that helps. */
import type { z } from 'zod'
import { nearest } from '../model/nearest.ts'
import { keysAt } from './keys.ts'
import type { Path } from './place.ts'

export type Issue = z.core.$ZodIssue
type Union = Extract<Issue, { code: 'invalid_union' }>

/**
 * The first issue of the branch that comes nearest to the value. Several equally near: a mistyped key when there is
 * one, else what the union says of itself, since each branch would send the reader another way.
 */
export function bestOf(issue: Issue, schema: z.ZodType): Issue {
  if (issue.code !== 'invalid_union') return issue
  const branches = (issue as Union).errors.filter((branch) => branch.length > 0 && !branch.some(isOtherKind))
  const fewest = Math.min(...branches.map(wrongs))
  const near = branches.filter((branch) => wrongs(branch) === fewest)
  const mistyped = near.flat().find((inner) => isMistyped(inner, issue.path as Path, schema))
  const [only] = near.length === 1 ? (near[0] as Issue[]) : []
  const inner = mistyped ?? only
  return inner ? bestOf({ ...inner, path: [...issue.path, ...inner.path] } as Issue, schema) : issue
}

/** Text where the branch wants a map, or a map where it wants text. */
function isOtherKind(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0
}

function wrongs(branch: readonly Issue[]): number {
  return branch.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)
}

function isMistyped(issue: Issue, path: Path, schema: z.ZodType): boolean {
  if (issue.code !== 'unrecognized_keys') return false
  const known = keysAt(schema, [...path, ...(issue.path as Path)])
  return issue.keys.some((key) => !known.includes(key) && nearest(key, known).length > 0)
}
