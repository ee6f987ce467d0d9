import { z } from 'zod'
import { aggregateShape, attributeRefSchema } from './definition-schema.ts'

/*
 * The shapes of a catalog file's parts: the source of its published JSON Schema and of the keys and choices the parser
 * accepts.
 */

export const CATALOG_VERSION = 1

export const weekStartSchema = z.enum(['monday', 'sunday'])
export const declaredTypeSchema = z.enum([
  'string',
  'number',
  'boolean',
  'date',
  'datetime',
  'list<string>',
  'list<number>',
])
export const columnClassSchema = z.enum(['public', 'internal', 'personal', 'sensitive'])
export const cardinalitySchema = z.enum(['many-to-one', 'one-to-one'])

/** Files (a path or glob, relative to the catalog file), or a table the engine knows. */
export const pathSourceSchema = z.strictObject({ path: z.string() })
export const tableSourceSchema = z.strictObject({ table: z.string() })

/** One name, or several for a composite key. */
const namesSchema = z.union([z.string(), z.array(z.string()).min(1)])

export const attributeSchema = z.strictObject({
  type: declaredTypeSchema.optional(),
  label: z.string().optional(),
  semantic: z.string().optional(),
  class: columnClassSchema.optional(),
})

export const activitySchema = z.strictObject({ type: z.string(), time: z.string(), value: z.string().optional() })

export const tableSchema = z.strictObject({
  source: z.union([pathSourceSchema, tableSourceSchema]),
  key: namesSchema.optional(),
  label: z.string().optional(),
  attributes: z.record(z.string(), attributeSchema).optional(),
  activity: activitySchema.optional(),
})

export const relationshipSchema = z.strictObject({
  from: namesSchema,
  to: namesSchema,
  cardinality: cardinalitySchema.optional(),
})

const defaultSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const aggregateMeasureSchema = z.strictObject({
  ...aggregateShape,
  default: defaultSchema.optional(),
  label: z.string().optional(),
})
export const formulaMeasureSchema = z.strictObject({ formula: z.string(), label: z.string().optional() })
export const daysSinceMeasureSchema = z.strictObject({ daysSince: attributeRefSchema, label: z.string().optional() })

export const catalogSchema = z.strictObject({
  version: z.literal(CATALOG_VERSION),
  timeZone: z.string().optional(),
  weekStart: weekStartSchema.optional(),
  audience: z.string(),
  audiences: z.array(z.string()).min(1).optional(),
  tables: z.record(z.string(), tableSchema),
  relationships: z.record(z.string(), relationshipSchema).optional(),
  measures: z
    .record(z.string(), z.union([aggregateMeasureSchema, formulaMeasureSchema, daysSinceMeasureSchema]))
    .optional(),
})
