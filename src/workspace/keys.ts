/** The keys that a schema knows at a path, in the schema's order: for "did you mean", and for where a new key goes. */
import type { z } from 'zod'
import { incidentSchema } from '../model/incident.ts'
import type { Path } from './place.ts'

/** What this file needs of a zod schema's definition (zod 4: `schema.def`). */
interface Def {
  type: string
  shape?: Record<string, z.ZodType>
  element?: z.ZodType
  valueType?: z.ZodType
  innerType?: z.ZodType
  in?: z.ZodType
  options?: z.ZodType[]
}

/** Empty where the schema has no map, or a map with free keys. */
export function keysAt(schema: z.ZodType, path: Path): string[] {
  return [...new Set(at(schema, path).flatMap((found) => Object.keys(defOf(found).shape ?? {})))]
}

/** The order of a record's keys below a path. */
export function recordOrder(path: Path): string[] {
  return keysAt(incidentSchema, path)
}

function at(schema: z.ZodType, path: Path): z.ZodType[] {
  let found = plain(schema)
  for (const name of path)
    found = found.flatMap((one) => {
      const { shape, element, valueType } = defOf(one)
      const inner = typeof name === 'number' ? element : (shape?.[name] ?? valueType)
      return inner ? plain(inner) : []
    })
  return found
}

/** Without the wrappers (optional, null, default, transform) that say nothing about keys; every branch of a union. */
function plain(schema: z.ZodType): z.ZodType[] {
  const { innerType, in: input, options } = defOf(schema)
  if (options) return options.flatMap(plain)
  const inner = innerType ?? input
  return inner ? plain(inner) : [schema]
}

function defOf(schema: z.ZodType): Def {
  return schema._zod.def as unknown as Def
}
