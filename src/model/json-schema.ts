/** The JSON Schemas of the files that people write and of what programs read, made from the schemas in use. */
import { z } from 'zod'
import { baselineSchema } from './baseline.ts'
import { configSchema } from './config.ts'
import { incidentSchema } from './incident.ts'
import { statusReportSchema } from './report.ts'

/** Kind of file → its JSON Schema (draft 2020-12), for editors and other tools. */
export const schemas = {
  incident: () => toJson(incidentSchema, 'mortem incident record'),
  config: () => toJson(configSchema, 'mortem.yaml'),
  status: () => toJson(statusReportSchema, 'what mortem status --json prints'),
  baseline: () => toJson(baselineSchema, 'what mortem check does not report again'),
}

function toJson(schema: z.ZodType, title: string): object {
  // `input`: what may be written, where defaults and nulls are allowed.
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return { $schema, title, ...rest }
}
