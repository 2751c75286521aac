import { oneOf } from '../../model/fields.ts'
import { schemas } from '../../model/json-schema.ts'
import { exit, UsageError } from '../exit.ts'
import type { Io } from '../io.ts'

export async function run(io: Io, [kind]: [string]): Promise<number> {
  const known = Object.keys(schemas)
  const schema = Object.hasOwn(schemas, kind) ? schemas[kind as keyof typeof schemas] : null
  if (!schema) throw new UsageError(`"${kind}" has no schema; expected ${oneOf(known)}`)
  io.print(JSON.stringify(schema(), null, 2))
  return exit.fine
}
