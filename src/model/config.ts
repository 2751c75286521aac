/** `mortem.yaml`: every key optional; its folder is the root that all paths in records are relative to. */
import { z } from 'zod'
import { parseIsoDuration } from './duration.ts'
import { filled, list, path, quoted, unknown, word } from './fields.ts'
import { guardPolicies, policies, rulePolicies } from './rules.ts'
import { defaultSeverities } from './severity.ts'
import { trackerPattern } from './tracker-pattern.ts'

export const forgeKinds = ['github', 'gitlab', 'forgejo', 'gitea', 'bitbucket', 'sourcehut', 'none'] as const

const duration = filled.refine((value) => parseIsoDuration(value) !== null, {
  error: (issue) => `${quoted(issue.input)} is not a duration; expected P3D, PT4H …`,
})

const pattern = filled
  .refine(isPattern, { error: (issue) => `${quoted(issue.input)} is not a regular expression`, abort: true })
  .refine((source) => trackerPattern(source) !== null, {
    error: (issue) =>
      `${quoted(issue.input)} repeats too much to be tried on every word; say each kind of id by itself`,
  })

/** A trailer's key as git takes it: letters, digits and hyphens. */
const key = filled.regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'is not a trailer key; expected letters, digits and hyphens')

const severity = z.strictObject({ name: filled, means: unknown(filled), 'review-within': unknown(duration) })

const paths = z.strictObject({
  'post-mortems': path.default('post-mortems'),
  runbooks: path.default('runbooks'),
  templates: path.default('.mortem/templates'),
  site: path.default('site'),
})

const documents = z.strictObject({
  tracker: word('place for the tracker', ['built', 'commit']).default('built'),
  index: word('place for the index', ['built', 'commit']).default('commit'),
})

const messages = z.strictObject({
  remediates: key.default('Remediates'),
  retires: key.default('Retires'),
  incident: key.default('Incident'),
  mitigates: key.default('Mitigates'),
  'caused-by': key.default('Caused-By'),
  trackers: z.array(pattern).default(['code-[a-z0-9]{3,4}']),
  'date-window': duration.default('P90D'),
})

const allPolicies = { ...rulePolicies, ...guardPolicies }

const rules = z.strictObject(
  Object.fromEntries(
    Object.entries(allPolicies).map(([id, policy]) => [id, word('policy', policies).default(policy)]),
  ) as unknown as Record<
    keyof typeof allPolicies,
    z.ZodDefault<z.ZodEnum<{ off: 'off'; warn: 'warn'; block: 'block' }>>
  >,
)

const site = z.strictObject({
  host: filled.default('html'),
  url: unknown(filled),
  audience: word('audience', ['internal', 'public']).default('internal'),
})

export const configSchema = z.strictObject({
  paths: paths.prefault({}),
  forge: unknown(
    z.strictObject({
      kind: word('forge', forgeKinds),
      url: unknown(z.url({ protocol: /^https?$/, error: 'is not a web address; expected https://…' })),
    }),
  ),
  documents: documents.prefault({}),
  severities: z
    .array(severity)
    .min(1)
    .default(() => defaultSeverities.map((entry) => ({ ...entry }))),
  types: list(filled),
  messages: messages.prefault({}),
  rules: rules.prefault({}),
  baseline: path.default('.mortem/baseline.json'),
  site: site.prefault({}),
})

export type Config = z.output<typeof configSchema>
export type ForgeKind = (typeof forgeKinds)[number]
export type Forge = NonNullable<Config['forge']>

function isPattern(value: string): boolean {
  try {
    return new RegExp(value, 'u').source !== ''
  } catch {
    return false
  }
}
